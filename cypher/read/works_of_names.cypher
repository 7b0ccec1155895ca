// The works of names
//
// One row of parallel lists with an element per name: its key, the number of its works, and, where `listed` asks for them,
// the ids of those that have at most `most_listed` authors. One record per name takes longer to send than to find.
// :param names => [{key: "ada lovelace", listed: true}]
// :param most_listed => 30
UNWIND $names AS name
MATCH (author:Author {name_key: name.key})-[:AUTHORED {role: "author"}]->(paper:Paper)
WITH name,
     count(DISTINCT paper.work_id) AS papers,
     collect(
       DISTINCT CASE
         WHEN name.listed AND COUNT { (paper)<-[:AUTHORED]-() } <= $most_listed THEN paper.work_id
       END
     ) AS work_ids
RETURN collect(name.key) AS keys, collect(papers) AS papers, collect(work_ids) AS work_ids
