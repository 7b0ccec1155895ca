-- The venues that paper rows name
SELECT shown.venue_id, shown.name, shown.kind, marked.revision
FROM shown_venues AS shown
JOIN (SELECT venue_id, max(revision) AS revision FROM venues GROUP BY venue_id) AS marked
  ON marked.venue_id = shown.venue_id
