// Marks what is linked to paper rows, before these change or go
//
// The end of the load settles marked rows: paper rows that share a work, an identifier or a title, unless its key is one
// of `without_content`, and the author rows and venues of those in `relinked`, whose authors or venue change or go.
// Rows: none.
// :param paper_ids => ["dblp:1"]
// :param relinked => ["dblp:1"]
// :param revision => 1
// :param without_content => ["editorial"]
MATCH (paper:Paper)
WHERE paper.paper_id IN $relinked
WITH collect(paper) AS papers
CALL (papers) {
  UNWIND papers AS paper
  MATCH (author:Author)-[:AUTHORED]->(paper)
  WITH DISTINCT author
  SET author.revision = $revision
}
CALL (papers) {
  UNWIND papers AS paper
  MATCH (paper)-[:PUBLISHED_AT]->(venue:Venue)
  WITH DISTINCT venue
  SET venue.revision = $revision
}
WITH count(*) AS marked
MATCH (paper:Paper)
WHERE paper.paper_id IN $paper_ids
WITH collect(paper) AS papers
CALL (papers) {
  UNWIND papers AS paper
  WITH DISTINCT paper.work_id AS work_id
  MATCH (other:Paper {work_id: work_id})
  SET other.revision = $revision
}
// for each identifier that joins works, here doi
CALL (papers) {
  UNWIND papers AS paper
  WITH DISTINCT paper.doi AS identifier
  MATCH (other:Paper {doi: identifier})
  SET other.revision = $revision
}
// end
CALL (papers) {
  UNWIND papers AS paper
  WITH DISTINCT paper.title_key AS title_key
  WHERE NOT title_key IN $without_content
  MATCH (other:Paper {title_key: title_key})
  SET other.revision = $revision
}
