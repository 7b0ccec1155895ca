// Paper rows that loads touched and whose work may have changed
//
// One row per paper row that shares an identifier or a title with another one, or did before, in no order: to sort them,
// the server would hold them all. `title_key` may be null.
// :param since => 1
MATCH (paper:Paper)
WHERE paper.revision >= $since
  AND (paper.work_id <> paper.paper_id
    OR NOT paper.preferred
// for each identifier that joins works, here doi
    OR EXISTS { MATCH (other:Paper {doi: paper.doi}) WHERE other <> paper }
// end
    OR EXISTS { MATCH (other:Paper {title_key: paper.title_key}) WHERE other <> paper })
RETURN paper.paper_id AS paper_id, paper.title_key AS title_key
