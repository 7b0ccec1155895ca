// What the records say of venues that loads touched
//
// One row per venue, in no order: to sort them, the server would hold them all. `printings` counts its printed names, as a
// list of {printed_venue, count}; empty when no paper row names the venue any more.
// :param since => 1
MATCH (venue:Venue)
WHERE venue.revision >= $since
RETURN venue.venue_id AS venue_id,
       venue.name AS name,
       venue.kind AS kind,
       COLLECT {
         MATCH (venue)<-[at:PUBLISHED_AT]-()
         WITH at.printed_venue AS printed_venue, count(*) AS count
         ORDER BY printed_venue
         RETURN {printed_venue: printed_venue, count: count}
       } AS printings
