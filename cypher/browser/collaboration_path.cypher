// Collaboration path: the shortest chains of papers between author rows of two names
//
// One row per pair of author rows that a chain of at most six papers joins, the shortest first. `rows` is how many
// author rows of each name are used, those with most papers first. `limit` is the maximum number of chains.
// The names may be typed in any case, with or without a homonym number.
// :param a => "Ada Lovelace"
// :param b => "Charles Babbage"
// :param rows => 5
// :param limit => 1
UNWIND [$a, $b] AS typed
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
WITH collect(keys) AS ends
CALL (ends) {
  MATCH (author:Author)
  USING INDEX SEEK author:Author(name_key)
  WHERE author.name_key IN ends[0]
  RETURN author AS a
  ORDER BY COUNT { (author)-[:AUTHORED {role: "author"}]->() } DESC, author.author_id
  LIMIT $rows
}
CALL (ends) {
  MATCH (author:Author)
  USING INDEX SEEK author:Author(name_key)
  WHERE author.name_key IN ends[1]
  RETURN author AS b
  ORDER BY COUNT { (author)-[:AUTHORED {role: "author"}]->() } DESC, author.author_id
  LIMIT $rows
}
WITH a, b
WHERE a <> b
MATCH chain = shortestPath((a)-[:AUTHORED*..12]-(b))
WHERE all(authored IN relationships(chain) WHERE authored.role = "author")
RETURN chain
ORDER BY length(chain), a.author_id, b.author_id
LIMIT $limit
