// Deletes paper rows, with what they state
//
// A work that other rows state, too, has the smallest of their ids, and keeps a row that shows it: the one with that id
// where the row that showed it goes. The end of the load settles it.
// Rows: none.
// :param paper_ids => ["dblp:1"]
MATCH (paper:Paper)
WHERE paper.paper_id IN $paper_ids
WITH collect(paper) AS papers
CALL (papers) {
  UNWIND papers AS paper
  WITH DISTINCT paper.work_id AS work_id
  MATCH (row:Paper {work_id: work_id})
  USING INDEX SEEK row:Paper(work_id)
  WHERE NOT row.paper_id IN $paper_ids
  WITH work_id, row
  ORDER BY row.preferred DESC, row.paper_id
  WITH work_id, collect(row) AS rows, head(collect(row)) AS shown, min(row.paper_id) AS smallest
  SET shown.preferred = true
  WITH rows, smallest
  WHERE work_id <> smallest
  UNWIND rows AS row
  SET row.work_id = smallest
}
UNWIND papers AS paper
DETACH DELETE paper
