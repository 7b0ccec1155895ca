// Paper rows that go, with what they state
//
// Author rows, venues and paper rows that the deleted ones had to do with are marked for the end of the load.
// Rows: none.
// :param paper_ids => ["dblp:1"]
// :param revision => 1
MATCH (paper:Paper)
WHERE paper.paper_id IN $paper_ids
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
CALL (papers) {
  UNWIND papers AS paper
  WITH DISTINCT paper.work_id AS work_id
  MATCH (other:Paper {work_id: work_id})
  SET other.revision = $revision
}
CALL (papers) {
  UNWIND papers AS paper
  WITH DISTINCT paper.doi AS doi
  MATCH (other:Paper {doi: doi})
  SET other.revision = $revision
}
CALL (papers) {
  UNWIND papers AS paper
  WITH DISTINCT paper.arxiv_id AS arxiv_id
  MATCH (other:Paper {arxiv_id: arxiv_id})
  SET other.revision = $revision
}
CALL (papers) {
  UNWIND papers AS paper
  WITH DISTINCT paper.title_key AS title_key
  MATCH (other:Paper {title_key: title_key})
  SET other.revision = $revision
}
UNWIND papers AS paper
DETACH DELETE paper
