// The titles of all works
//
// One row per work, in no order: the answer is counted, not shown.
MATCH (paper:Paper)
WHERE paper.preferred
RETURN paper.title AS title
