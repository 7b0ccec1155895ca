// Venues with the number of paper rows and of works that appeared there
//
// One row per venue, those with the most paper rows first. `query` is an expression of the full-text index of venues, or
// null for all venues; `venue_ids` are looked up beside it.
// :param query => null
// :param venue_ids => []
// :param limit => 50
CALL () {
  MATCH (venue:Venue)
  WHERE $query IS NULL AND venue.venue_id > ""
  RETURN venue
  UNION
  UNWIND CASE WHEN $query IS NULL THEN [] ELSE [$query] END AS expression
  CALL db.index.fulltext.queryNodes("venue_words", expression) YIELD node
  RETURN node AS venue
  UNION
  UNWIND $venue_ids AS venue_id
  MATCH (venue:Venue {venue_id: venue_id})
  RETURN venue
}
WITH venue, COUNT { (venue)<-[:PUBLISHED_AT]-() } AS rows
WHERE venue.venue_id IS NOT NULL
ORDER BY rows DESC, venue.venue_id
LIMIT $limit
RETURN venue.venue_id AS venue_id,
       venue.name AS name,
       venue.kind AS kind,
       rows,
       COUNT { MATCH (venue)<-[:PUBLISHED_AT]-(paper) WHERE paper.preferred } AS paper_count
ORDER BY rows DESC, venue_id
