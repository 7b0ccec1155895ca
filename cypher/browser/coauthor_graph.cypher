// Coauthor graph: given people and the papers that they wrote together
//
// One row per author row of a given name, and one per pair of authorships of two names on a joint paper. `papers` is
// the maximum number of joint papers of each pair of names, newest first.
// The names may be typed in any case, with or without a homonym number.
// :param names => ["Ada Lovelace", "Charles Babbage"]
// :param papers => 5
UNWIND $names AS typed
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
UNWIND keys AS key
WITH collect(DISTINCT key) AS keys
CALL (keys) {
  MATCH drawn = (author:Author)
  USING INDEX SEEK author:Author(name_key)
  WHERE author.name_key IN keys
  RETURN drawn, author.name_key AS key, null AS other, 0 AS place, author.author_id AS author_id
  UNION ALL
  MATCH (author:Author)
  USING INDEX SEEK author:Author(name_key)
  WHERE author.name_key IN keys
  MATCH joint = (author)-[:AUTHORED {role: "author"}]->(paper)<-[:AUTHORED {role: "author"}]-(coauthor)
  WHERE coauthor.name_key IN keys AND author.name_key < coauthor.name_key
  WITH author.name_key AS key, coauthor.name_key AS other, joint
  ORDER BY coalesce(paper.year, -1) DESC, toLower(paper.title), paper.paper_id, author.author_id, coauthor.author_id
  WITH key, other, collect(joint)[..$papers] AS joints
  UNWIND range(0, size(joints) - 1) AS place
  RETURN joints[place] AS drawn, key, other, place, null AS author_id
}
RETURN drawn
ORDER BY key, other, place, author_id
