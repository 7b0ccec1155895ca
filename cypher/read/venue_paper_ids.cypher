// The paper rows that appeared at a venue, in the order of their ids
//
// One row per paper row. `prefix`, `preferred` and `since` are as in `paper_ids`.
// :param venue_id => "neurips"
// :param prefix => ""
// :param preferred => true
// :param since => null
MATCH (venue:Venue {venue_id: $venue_id})<-[:PUBLISHED_AT]-(paper)
USING INDEX SEEK venue:Venue(venue_id)
WHERE paper.paper_id STARTS WITH $prefix
  AND (paper.preferred OR NOT $preferred)
  AND ($since IS NULL OR paper.year >= $since)
RETURN paper.paper_id AS paper_id
ORDER BY paper_id
