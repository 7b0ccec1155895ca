// How many names wrote the paper rows of a scope
//
// One row. The scope is as in `network_names`.
// :param sources => null
// :param venue_id => "neurips"
// :param since => null
CALL () {
  // Each way to the rows has a branch that seeks its index. The branch of the other one unwinds an empty list.
  UNWIND CASE WHEN $venue_id IS NULL THEN coalesce([source IN $sources | source + ":"], [""]) ELSE [] END AS prefix
  MATCH (paper:Paper)
  WHERE paper.paper_id STARTS WITH prefix
  RETURN paper
  UNION ALL
  UNWIND CASE WHEN $venue_id IS NULL THEN [] ELSE [$venue_id] END AS venue_id
  MATCH (venue:Venue {venue_id: venue_id})<-[:PUBLISHED_AT]-(work)
  USING INDEX SEEK venue:Venue(venue_id)
  WHERE work.preferred
  MATCH (paper:Paper {work_id: work.work_id})
  USING INDEX SEEK paper:Paper(work_id)
  RETURN paper
}
WITH paper,
     CASE
       WHEN paper.preferred OR $since IS NULL THEN paper
       ELSE coalesce(
         head(COLLECT { MATCH (row:Paper {work_id: paper.work_id}) WHERE row.preferred RETURN row }),
         paper
       )
     END AS work
WHERE ($sources IS NULL OR paper.source IN $sources) AND ($since IS NULL OR work.year >= $since)
MATCH (paper)<-[:AUTHORED {role: "author"}]-(author)
RETURN count(DISTINCT author.name_key) AS name_count
