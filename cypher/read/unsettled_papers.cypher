// Paper rows that loads touched and whose work may be another than the one they carry
//
// One row a paper row that shares an identifier or a title with another one, or did so before; `title_key` may be null.
// :param since => 1
MATCH (paper:Paper)
WHERE paper.revision >= $since
  AND (paper.work_id <> paper.paper_id
    OR NOT paper.preferred
    OR EXISTS { MATCH (other:Paper {doi: paper.doi}) WHERE other <> paper }
    OR EXISTS { MATCH (other:Paper {arxiv_id: paper.arxiv_id}) WHERE other <> paper }
    OR EXISTS { MATCH (other:Paper {title_key: paper.title_key}) WHERE other <> paper })
RETURN paper.paper_id AS paper_id, paper.title_key AS title_key
ORDER BY paper.revision, paper_id
