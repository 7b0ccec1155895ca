// The next paper rows of one source
//
// One row, since each row takes time to read: `ids`, at most `limit`, in their order. `after` is the last one before
// them, the source's name and a colon at first; `before` is what is behind all of the source's: its name and a semicolon.
// :param after => "dblp:"
// :param before => "dblp;"
// :param limit => 2000
MATCH (paper:Paper)
WHERE paper.paper_id > $after AND paper.paper_id < $before
WITH paper
ORDER BY paper.paper_id
LIMIT $limit
RETURN collect(paper.paper_id) AS ids
