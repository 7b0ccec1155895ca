// Works by their ids, newest first
//
// One row: a list with an element per work, shown by its preferred row, or by another one while a load writes.
// Works without a year come last.
// :param work_ids => ["dblp:1"]
UNWIND $work_ids AS work_id
CALL (work_id) {
  MATCH (row:Paper {work_id: work_id})
  RETURN row AS work
  ORDER BY row.preferred DESC, row.source, row.paper_id
  LIMIT 1
}
OPTIONAL MATCH (work)-[:PUBLISHED_AT]->(venue)
WITH work, venue
ORDER BY coalesce(work.year, -1) DESC, toLower(work.title), work.work_id
RETURN collect({
         work_id: work.work_id,
         paper_id: work.paper_id,
         title: work.title,
         year: work.year,
         venue: venue.name
       }) AS works
