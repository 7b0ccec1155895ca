// A paper row whose author list has an author row of one group and another one of another group
//
// One row per pair of groups of author rows that has such a paper row, by its place in the list; `papers` is their
// number, `paper_id` the smallest. `paper` narrows a pair to one paper row.
// :param pairs => [{one: ["dblp:Ada Lovelace"], other: ["dblp:Charles Babbage"], paper: null}]
UNWIND range(0, size($pairs) - 1) AS place
WITH place, $pairs[place] AS pair
CALL (pair) {
  UNWIND pair.one AS author_id
  MATCH (one:Author {author_id: author_id})-[:AUTHORED {role: "author"}]->(paper:Paper)
  USING INDEX SEEK one:Author(author_id)
  WHERE pair.paper IS NULL OR paper.paper_id = pair.paper
  MATCH (paper)<-[:AUTHORED {role: "author"}]-(other)
  WHERE other.author_id IN pair.other AND other.author_id <> author_id
  RETURN count(DISTINCT paper) AS papers, min(paper.paper_id) AS paper_id
}
WITH place, papers, paper_id
WHERE papers > 0
RETURN place, papers, paper_id
ORDER BY place
