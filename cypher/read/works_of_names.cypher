// The works of names
//
// One row per name: the number of its works, and the ids of those that have at most `most_listed` authors.
// :param keys => ["ada lovelace"]
// :param most_listed => 30
UNWIND $keys AS key
MATCH (author:Author {name_key: key})-[:AUTHORED {role: "author"}]->(paper:Paper)
WITH key,
     count(DISTINCT paper.work_id) AS papers,
     collect(DISTINCT CASE WHEN COUNT { (paper)<-[:AUTHORED]-() } <= $most_listed THEN paper.work_id END) AS work_ids
RETURN key, papers, work_ids
ORDER BY key
