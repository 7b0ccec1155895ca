// What tells one publication from another: the titles and author rows of paper rows
//
// One row per paper row that exists; `title_key` may be null.
// :param paper_ids => ["dblp:1"]
UNWIND $paper_ids AS paper_id
MATCH (paper:Paper {paper_id: paper_id})
RETURN paper.paper_id AS paper_id,
       paper.title AS title,
       paper.title_key AS title_key,
       COLLECT {
         MATCH (paper)<-[:AUTHORED]-(author:Author)
         RETURN DISTINCT author.author_id AS author_id
         ORDER BY author_id
       } AS author_ids
ORDER BY paper_id
