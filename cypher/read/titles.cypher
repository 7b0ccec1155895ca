// The titles of all works
//
// One row per work, in the order of the index.
MATCH (paper:Paper)
WHERE paper.work_id >= "" AND paper.preferred
RETURN paper.title AS title
ORDER BY paper.work_id
