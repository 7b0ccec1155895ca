// Paper rows that loads touched
//
// One row per paper row, in no order: to sort them, the server would hold them all. `link_count` is the number of
// relationships that its record states.
// :param since => 1
MATCH (paper:Paper)
WHERE paper.revision >= $since
RETURN paper.paper_id AS paper_id, paper.link_count AS link_count
