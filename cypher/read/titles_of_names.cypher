// The titles under which names stand
//
// One row per name, but none for a name without works: parallel lists with an element per paper row that has the name as
// an author, or two where two of its authors have the name.
// :param keys => ["ada lovelace"]
UNWIND $keys AS key
MATCH (author:Author {name_key: key})-[:AUTHORED {role: "author"}]->(paper)
USING INDEX SEEK author:Author(name_key)
RETURN key,
       collect(paper.work_id) AS work_ids,
       collect(paper.paper_id) AS paper_ids,
       collect(paper.preferred) AS preferred,
       collect(paper.title) AS titles
ORDER BY key
