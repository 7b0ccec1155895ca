// The works of names
//
// One row of parallel lists with an element per name: its key, the number of its works, and the ids of those that have at
// most `most_listed` authors. One record per name takes longer to send than to find.
// :param keys => ["ada lovelace"]
// :param most_listed => 30
UNWIND $keys AS key
MATCH (author:Author {name_key: key})-[:AUTHORED {role: "author"}]->(paper:Paper)
WITH key,
     count(DISTINCT paper.work_id) AS papers,
     collect(DISTINCT CASE WHEN COUNT { (paper)<-[:AUTHORED]-() } <= $most_listed THEN paper.work_id END) AS work_ids
RETURN collect(key) AS keys, collect(papers) AS papers, collect(work_ids) AS work_ids
