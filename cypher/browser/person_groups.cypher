// Persons of a name: the papers of one name, tied by the coauthors that several of them share
//
// One row per authorship. Papers that hang together are more likely by one person, and those that do not may be by
// another. `limit` is the maximum number of papers, newest first, and `coauthors` that of coauthors, those with the most
// papers of the name first. A coauthor of only one of the papers ties nothing and is left out.
// The name may be typed in any case, with or without a homonym number.
// :param name => "Ada Lovelace"
// :param limit => 150
// :param coauthors => 100
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
CALL (keys) {
  MATCH (author:Author)
  USING INDEX SEEK author:Author(name_key)
  WHERE author.name_key IN keys
  MATCH (author)-[:AUTHORED {role: "author"}]->(paper)
  WITH DISTINCT paper
  ORDER BY coalesce(paper.year, -1) DESC, toLower(paper.title), paper.paper_id
  LIMIT $limit
  RETURN collect(paper) AS papers
}
CALL (keys, papers) {
  UNWIND papers AS paper
  MATCH (paper)<-[:AUTHORED {role: "author"}]-(coauthor)
  WHERE NOT coauthor.name_key IN keys
  WITH coauthor.name_key AS key, count(DISTINCT paper.work_id) AS works
  WHERE works > 1
  WITH key, works
  ORDER BY works DESC, key
  LIMIT $coauthors
  RETURN collect(key) AS ties
}
UNWIND papers AS paper
MATCH authorship = (author)-[:AUTHORED {role: "author"}]->(paper)
WHERE author.name_key IN keys OR author.name_key IN ties
RETURN authorship
ORDER BY coalesce(paper.year, -1) DESC, toLower(paper.title), paper.paper_id, author.author_id
