// The paper rows of a source, or the preferred rows of all works, in the order of their ids
//
// One row per paper row. `prefix` is a source's name with its colon, empty for all sources; `since` is the first year,
// null for all.
// :param prefix => "dblp:"
// :param preferred => false
// :param since => null
MATCH (paper:Paper)
WHERE paper.paper_id STARTS WITH $prefix
  AND (paper.preferred OR NOT $preferred)
  AND ($since IS NULL OR paper.year >= $since)
RETURN paper.paper_id AS paper_id
ORDER BY paper_id
