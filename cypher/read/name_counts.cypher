// How many author rows and works names have
//
// One row per name.
// :param keys => ["ada lovelace"]
UNWIND $keys AS key
RETURN key,
       COUNT { MATCH (:Author {name_key: key}) } AS author_row_count,
       COUNT {
         MATCH (:Author {name_key: key})-[:AUTHORED {role: "author"}]->(paper)
         RETURN DISTINCT paper.work_id
       } AS paper_count
ORDER BY key
