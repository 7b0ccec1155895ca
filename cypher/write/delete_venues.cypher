// Venues that no paper row names any more
//
// One with relationships or properties of somebody else stays: `properties` are those that graphapp writes.
// Rows: none.
// :param venue_ids => ["neurips"]
// :param properties => ["venue_id", "name", "kind", "revision"]
UNWIND $venue_ids AS venue_id
MATCH (venue:Venue {venue_id: venue_id})
WHERE NOT EXISTS { (venue)--() }
  AND all(name IN keys(venue) WHERE name IN $properties)
DELETE venue
