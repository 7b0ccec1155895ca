// Venues that no paper row names any more
//
// Rows: none.
// :param venue_ids => ["neurips"]
UNWIND $venue_ids AS venue_id
MATCH (venue:Venue {venue_id: venue_id})
WHERE NOT EXISTS { (venue)<-[:PUBLISHED_AT]-() }
DELETE venue
