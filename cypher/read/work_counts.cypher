// How many works each author row is an author of
//
// One row an author row.
// :param author_ids => ["dblp:Ada Lovelace"]
UNWIND $author_ids AS author_id
MATCH (author:Author {author_id: author_id})
RETURN author.author_id AS author_id,
       COUNT {
         MATCH (author)-[:AUTHORED {role: "author"}]->(paper)
         RETURN DISTINCT paper.work_id
       } AS paper_count
ORDER BY author_id
