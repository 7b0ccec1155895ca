// Sizes of the graph
//
// One row. Names and works are counted in the order of their indexes, so that memory does not grow with the graph.
CALL () {
  MATCH (author:Author)
  WHERE author.name_key >= ""
  WITH DISTINCT author.name_key AS key
  RETURN count(*) AS names
}
CALL () {
  MATCH (paper:Paper)
  WHERE paper.work_id >= ""
  WITH DISTINCT paper.work_id AS work_id
  RETURN count(*) AS papers
}
RETURN papers,
       COUNT { (:Paper) } AS paper_rows,
       names,
       COUNT { (:Author) } AS author_rows,
       COUNT { (:Venue) } AS venues,
       COUNT { ()-[:AUTHORED]->() } AS authorships
