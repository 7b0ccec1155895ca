// Paper rows that loads touched
//
// One row per paper row, with the number of relationships that its record states.
// :param since => 1
MATCH (paper:Paper)
WHERE paper.revision >= $since
RETURN paper.paper_id AS paper_id, paper.link_count AS link_count
ORDER BY paper.revision, paper_id
