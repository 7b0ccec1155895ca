// How many author rows and works names have
//
// One row per name.
// `sources` are the sources whose author rows count, null for all.
// :param keys => ["ada lovelace"]
// :param sources => null
UNWIND $keys AS key
RETURN key,
       COUNT {
         MATCH (author:Author {name_key: key})
         USING INDEX SEEK author:Author(name_key)
         WHERE $sources IS NULL OR author.source IN $sources
       } AS author_row_count,
       COUNT {
         MATCH (author:Author {name_key: key})-[:AUTHORED {role: "author"}]->(paper)
         USING INDEX SEEK author:Author(name_key)
         WHERE $sources IS NULL OR author.source IN $sources
         RETURN DISTINCT paper.work_id
       } AS paper_count
ORDER BY key
