// The paper rows of one source
//
// One row per paper row; `prefix` is the source's name and a colon.
// :param prefix => "dblp:"
MATCH (paper:Paper)
WHERE paper.paper_id STARTS WITH $prefix
RETURN paper.paper_id AS paper_id
ORDER BY paper_id
