// Coauthor neighbourhood: the names with the most joint works with one name, and their newest joint papers
//
// One row per pair of authorships on a joint paper. `limit` is the maximum number of names, `papers` that of joint
// papers of each name.
// The name may be typed in any case, with or without a homonym number.
// :param name => "Ada Lovelace"
// :param limit => 25
// :param papers => 3
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
MATCH (author:Author)
USING INDEX SEEK author:Author(name_key)
WHERE author.name_key IN keys
MATCH joint = (author)-[:AUTHORED {role: "author"}]->(paper)<-[:AUTHORED {role: "author"}]-(coauthor)
WHERE NOT coauthor.name_key IN keys
WITH coauthor.name_key AS key, paper, joint
ORDER BY coalesce(paper.year, -1) DESC, toLower(paper.title), paper.paper_id, author.author_id, coauthor.author_id
WITH key, count(DISTINCT paper.work_id) AS joint_works, collect(joint) AS joints
ORDER BY joint_works DESC, key
LIMIT $limit
WITH key, joint_works, joints[..$papers] AS joints
UNWIND range(0, size(joints) - 1) AS place
RETURN joints[place] AS joint
ORDER BY joint_works DESC, key, place
