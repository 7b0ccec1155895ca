// The venues with the most paper rows that no table of venues knows
//
// One row per venue; rows counts the paper rows, printings are the most frequent printed names.
// :param limit => 50
MATCH (venue:Venue)
WHERE venue.kind IS NULL
WITH venue, COUNT { (venue)<-[:PUBLISHED_AT]-() } AS rows
ORDER BY rows DESC, venue.venue_id
LIMIT $limit
RETURN venue.venue_id AS venue_id,
       venue.name AS name,
       rows,
       COLLECT {
         MATCH (venue)<-[at:PUBLISHED_AT]-()
         WITH at.printed_venue AS printed_venue, count(*) AS count
         ORDER BY count DESC, printed_venue
         LIMIT 20
         RETURN printed_venue
       } AS printings
ORDER BY rows DESC, venue_id
