// All venues, in the order of their ids
//
// One row per venue: its properties without the stamps of loads.
MATCH (venue:Venue)
WHERE venue.venue_id > ""
RETURN venue.venue_id AS venue_id, venue.name AS name, venue.kind AS kind
ORDER BY venue_id
