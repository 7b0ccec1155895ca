// A work whose paper rows give one of its authors an author row of one group, and another one of another group
//
// One row per pair of groups of author rows that has such a work, by its place in the list; `papers` is the number of
// works, `paper_id` the smallest work_id. `paper` narrows the first group of a pair to one paper row. Paper rows on which
// the name stands twice do not say which of the two is which.
// :param pairs => [{one: ["dblp:Ada Lovelace"], other: ["acl:Ada Lovelace"], paper: null}]
UNWIND range(0, size($pairs) - 1) AS place
WITH place, $pairs[place] AS pair
CALL (pair) {
  UNWIND pair.one AS author_id
  MATCH (one:Author {author_id: author_id})-[:AUTHORED {role: "author"}]->(paper:Paper)
  USING INDEX SEEK one:Author(author_id)
  WHERE pair.paper IS NULL OR paper.paper_id = pair.paper
  WITH DISTINCT pair, author_id, one, paper
  MATCH (again:Paper {work_id: paper.work_id})<-[:AUTHORED {role: "author"}]-(other)
  USING INDEX SEEK again:Paper(work_id)
  WHERE again.paper_id <> paper.paper_id
    AND other.author_id IN pair.other
    AND other.author_id <> author_id
    AND other.name_key = one.name_key
    AND NOT EXISTS {
      MATCH (paper)<-[:AUTHORED {role: "author"}]-(second)
      WHERE second.name_key = one.name_key AND second.author_id <> author_id
    }
    AND NOT EXISTS {
      MATCH (again)<-[:AUTHORED {role: "author"}]-(second)
      WHERE second.name_key = one.name_key AND second.author_id <> other.author_id
    }
  RETURN count(DISTINCT paper.work_id) AS papers, min(paper.work_id) AS paper_id
}
WITH place, papers, paper_id
WHERE papers > 0
RETURN place, papers, paper_id
ORDER BY place
