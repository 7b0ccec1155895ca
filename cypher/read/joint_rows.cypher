// The pairs of author rows of two people that share a paper row which states one of some works
//
// One row per pair of people, each given by the ids of its author rows; row_pairs is a list of [author_id, author_id].
// :param pairs => [{a: ["dblp:Ada Lovelace"], b: ["dblp:Charles Babbage"], work_ids: ["dblp:1"]}]
UNWIND range(0, size($pairs) - 1) AS place
CALL (place) {
  UNWIND $pairs[place].a AS author_id
  MATCH (author:Author {author_id: author_id})-[:AUTHORED {role: "author"}]->(paper)
  USING INDEX SEEK author:Author(author_id)
  WHERE paper.work_id IN $pairs[place].work_ids
  WITH DISTINCT author_id, paper
  MATCH (paper)<-[:AUTHORED {role: "author"}]-(coauthor)
  WHERE coauthor.author_id IN $pairs[place].b
  RETURN collect(DISTINCT [author_id, coauthor.author_id]) AS row_pairs
}
RETURN place, row_pairs
ORDER BY place
