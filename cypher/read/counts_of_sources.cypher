// Sizes of what some sources state
//
// One row. `prefixes` are the sources' names, each with a colon. Works, names and venues that several of the sources
// state count once: of a work, the row that no row of the sources comes before. A work has the smallest of its rows'
// ids, so that only joined rows need a look.
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
  RETURN count(DISTINCT venue) AS venues
}
CALL () {
  UNWIND $prefixes AS prefix
  MATCH (paper:Paper)
  WHERE paper.paper_id STARTS WITH prefix
  RETURN count(*) AS paper_rows, sum(COUNT { (paper)<-[:AUTHORED]-() }) AS authorships
}
CALL () {
  UNWIND $prefixes AS prefix
  MATCH (paper:Paper)
  WHERE paper.paper_id STARTS WITH prefix
    AND (paper.work_id = paper.paper_id
      OR NOT EXISTS {
        MATCH (earlier:Paper {work_id: paper.work_id})
        USING INDEX SEEK earlier:Paper(work_id)
        WHERE earlier.source + ":" IN $prefixes AND earlier.paper_id < paper.paper_id
      })
  RETURN count(*) AS papers
}
RETURN papers, paper_rows, names, author_rows, venues, authorships
