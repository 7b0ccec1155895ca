// Name cluster: the author rows of one name, their papers and the papers' venues, newest first
//
// One row per authorship, and one per author row without any. `limit` is the maximum number of rows.
// The name may be typed in any case, with or without a homonym number.
// :param name => "Ada Lovelace"
// :param limit => 100
UNWIND [$name] AS typed
WITH typed,
     reduce(text = "", letter IN split(typed, "") | text + CASE
       WHEN letter =~ "(?U)[\\s\\x1C-\\x1F]" THEN " "
       WHEN letter =~ "[\\p{Cc}\\p{Cf}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2065}\\x{3164}\\x{FFA0}\\x{FE00}-\\x{FE0F}\\x{FFF0}-\\x{FFF8}\\x{E0000}-\\x{E0FFF}]" THEN ""
       ELSE letter
     END) AS text
WITH typed, trim(reduce(text = "", word IN split(text, " ") | text + CASE word WHEN "" THEN "" ELSE " " + word END)) AS text
WITH typed, reduce(text = "", part IN split(normalize(text, NFD), "ı") | text + "ı" + toLower(toUpper(part))) AS text
WITH typed, normalize(replace(replace(substring(text, 1), "ß", "ss"), "ς", "σ"), NFC) AS key
WITH [typed, key] + CASE WHEN key =~ ".* \\d{4}" THEN [left(key, size(key) - 5)] ELSE [] END AS keys
MATCH author_row = (author:Author)
USING INDEX SEEK author:Author(name_key)
WHERE author.name_key IN keys
OPTIONAL MATCH authorship = (author)-[:AUTHORED {role: "author"}]->(paper)
OPTIONAL MATCH publication = (paper)-[:PUBLISHED_AT]->()
RETURN author_row, authorship, publication
ORDER BY coalesce(paper.year, -1) DESC, toLower(paper.title), paper.paper_id, author.author_id
LIMIT $limit
