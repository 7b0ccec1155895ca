// Which of some names stand in one author list with a name
//
// One row per name, with the number of works whose lists have both.
// :param key => "ada lovelace"
// :param others => ["a. lovelace"]
MATCH (one:Author {name_key: $key})-[:AUTHORED {role: "author"}]->(paper:Paper)<-[:AUTHORED {role: "author"}]-(other)
USING INDEX SEEK one:Author(name_key)
WHERE other.name_key IN $others
RETURN other.name_key AS key, count(DISTINCT paper.work_id) AS papers
ORDER BY key
