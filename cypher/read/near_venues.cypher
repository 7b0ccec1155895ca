// Venues that are similar to a name that no venue has
//
// One row per venue, the most similar ones first; `venue_ids` are looked up beside the expression of the full-text index.
// :param query => "neural^2 neural* neural~2"
// :param venue_ids => []
CALL () {
  CALL db.index.fulltext.queryNodes("venue_words", $query, {limit: 50}) YIELD node, score
  RETURN node AS venue, score
  UNION ALL
  UNWIND $venue_ids AS venue_id
  MATCH (venue:Venue {venue_id: venue_id})
  RETURN venue, 1000.0 AS score
}
WITH venue.venue_id AS venue_id, venue.name AS name, max(score) AS score
WHERE venue_id IS NOT NULL
RETURN venue_id, name, score
ORDER BY score DESC, venue_id
