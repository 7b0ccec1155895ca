// Sizes of the graph
//
// One row. Names and works are counted in the order of their indexes, so that memory does not grow with the graph.
// Nodes of other programs under the same labels, which have no ids, do not count.
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
CALL () {
  MATCH (paper:Paper)
  WHERE paper.paper_id >= ""
  RETURN count(*) AS paper_rows
}
CALL (paper_rows) {
  // Neo4j stores the number of all relationships, which is the answer where every paper is a row.
  WITH paper_rows
  WHERE paper_rows = COUNT { (:Paper) }
  RETURN COUNT { ()-[:AUTHORED]->() } AS authored
  UNION ALL
  WITH paper_rows
  WHERE paper_rows <> COUNT { (:Paper) }
  MATCH (paper:Paper)<-[:AUTHORED]-()
  WHERE paper.paper_id >= ""
  RETURN count(*) AS authored
}
WITH papers, paper_rows, names, sum(authored) AS authorships
RETURN papers,
       paper_rows,
       names,
       COUNT { MATCH (author:Author) WHERE author.author_id >= "" } AS author_rows,
       COUNT { MATCH (venue:Venue) WHERE venue.venue_id >= "" } AS venues,
       authorships
