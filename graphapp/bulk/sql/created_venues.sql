-- Number of venues that each load was the first to name, and of those that no standing record states
SELECT revision, count(*) AS created, count(*) - count(stated) AS deleted
FROM (
  SELECT venues.venue_id, min(venues.revision) AS revision, min(venue_nodes.venue_id) AS stated
  FROM venues
  LEFT JOIN venue_nodes ON venue_nodes.venue_id = venues.venue_id
  GROUP BY venues.venue_id
) AS named
GROUP BY revision
