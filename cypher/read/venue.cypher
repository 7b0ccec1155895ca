// A venue: its works by year, and the newest of them
//
// One row. Works are those whose preferred row appeared at the venue; `years` is a list of {year, papers}, newest first,
// the works without a year last. `papers` are of `year`, or of all years where it is null. `sources` are the sources one
// of which states the works, null for all; `skip` is a number of works to pass over.
// :param venue_id => "neurips"
// :param year => null
// :param sources => null
// :param skip => 0
// :param limit => 50
MATCH (venue:Venue {venue_id: $venue_id})
CALL (venue) {
  OPTIONAL MATCH (venue)<-[:PUBLISHED_AT]-(work)
  WHERE work.preferred AND ($sources IS NULL OR EXISTS {
    MATCH (row:Paper {work_id: work.work_id})
    WHERE row.source IN $sources
  })
  WITH work.year AS year, count(work) AS papers
  WHERE papers > 0
  WITH year, papers
  ORDER BY coalesce(year, -1) DESC
  RETURN collect({year: year, papers: papers}) AS years
}
// Titles are long, and read only for the years that the page reaches.
WITH venue,
     years,
     reduce(
       reached = {year: -1, papers: 0},
       of_year IN CASE WHEN $year IS NULL THEN years ELSE [] END |
         CASE
           WHEN reached.papers >= $skip + $limit THEN reached
           ELSE {year: coalesce(of_year.year, -1), papers: reached.papers + of_year.papers}
         END
     ) AS reached
RETURN venue.venue_id AS venue_id,
       venue.name AS name,
       venue.kind AS kind,
       years,
       COLLECT {
         MATCH (venue)<-[:PUBLISHED_AT]-(work)
         WHERE work.preferred
           AND ($year IS NULL OR work.year = $year)
           AND coalesce(work.year, -1) >= reached.year
           AND ($sources IS NULL OR EXISTS {
             MATCH (row:Paper {work_id: work.work_id})
             WHERE row.source IN $sources
           })
         WITH work
         ORDER BY coalesce(work.year, -1) DESC, toLower(work.title), work.work_id
         SKIP $skip
         LIMIT $limit
         RETURN {
           work_id: work.work_id,
           paper_id: work.paper_id,
           title: work.title,
           year: work.year,
           venue: venue.name
         }
       } AS papers
