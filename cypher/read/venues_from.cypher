// Venues whose id begins with a text
//
// One row per venue, at most 500.
// :param prefix => "neu"
MATCH (venue:Venue)
WHERE venue.venue_id STARTS WITH $prefix
RETURN venue.venue_id AS venue_id
ORDER BY venue_id
LIMIT 500
