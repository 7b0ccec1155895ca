// The venues with the most paper rows that no table of venues knows
//
// One row per venue; rows counts the paper rows, printings are the most frequent printed names.
// `sources` are the sources whose paper rows count, null for all.
// :param limit => 50
// :param sources => null
MATCH (venue:Venue)
WHERE venue.kind IS NULL
// The degree of a venue is stored. With sources its paper rows are counted.
WITH venue,
     CASE
       WHEN $sources IS NULL THEN COUNT { (venue)<-[:PUBLISHED_AT]-() }
       ELSE COUNT {
         MATCH (venue)<-[:PUBLISHED_AT]-(paper)
         WHERE paper.source IN $sources
       }
     END AS rows
WHERE rows > 0
ORDER BY rows DESC, venue.venue_id
LIMIT $limit
RETURN venue.venue_id AS venue_id,
       venue.name AS name,
       rows,
       COLLECT {
         MATCH (venue)<-[at:PUBLISHED_AT]-(paper)
         WHERE $sources IS NULL OR paper.source IN $sources
         WITH at.printed_venue AS printed_venue, count(*) AS count
         ORDER BY count DESC, printed_venue
         LIMIT 20
         RETURN printed_venue
       } AS printings
ORDER BY rows DESC, venue_id
