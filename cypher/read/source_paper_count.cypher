// How many paper rows a source has
//
// One row; `prefix` is the source's name and a colon.
// :param prefix => "dblp:"
MATCH (paper:Paper)
WHERE paper.paper_id STARTS WITH $prefix
RETURN count(*) AS papers
