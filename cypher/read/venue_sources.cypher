// The sources whose rows appeared at venues
//
// One row per venue.
// :param venue_ids => ["neurips"]
UNWIND $venue_ids AS venue_id
MATCH (venue:Venue {venue_id: venue_id})<-[:PUBLISHED_AT]-(paper:Paper)
USING INDEX SEEK venue:Venue(venue_id)
WITH DISTINCT venue.venue_id AS venue_id, paper.source AS source
ORDER BY source
RETURN venue_id, collect(source) AS sources
ORDER BY venue_id
