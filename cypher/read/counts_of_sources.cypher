// Sizes of what some sources state
//
// One row. `prefixes` are the sources' names, each with a colon. Works, names and venues that several of the sources
// state count once.
// :param prefixes => ["dblp:"]
CALL () {
  UNWIND $prefixes AS prefix
  MATCH (author:Author)
  WHERE author.author_id STARTS WITH prefix
  RETURN count(*) AS author_rows, count(DISTINCT author.name_key) AS names
}
CALL () {
  UNWIND $prefixes AS prefix
  MATCH (paper:Paper)
  WHERE paper.paper_id STARTS WITH prefix
  OPTIONAL MATCH (paper)-[:PUBLISHED_AT]->(venue)
  RETURN count(DISTINCT paper.work_id) AS papers,
         count(DISTINCT paper) AS paper_rows,
         count(DISTINCT venue) AS venues
}
CALL () {
  UNWIND $prefixes AS prefix
  MATCH (paper:Paper)
  WHERE paper.paper_id STARTS WITH prefix
  RETURN sum(COUNT { (paper)<-[:AUTHORED]-() }) AS authorships
}
RETURN papers, paper_rows, names, author_rows, venues, authorships
