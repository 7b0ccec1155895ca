-- The venues that created records name: the first and the last load that names one, and whether a standing record does
SELECT published_at.venue_id,
       min(source_nodes.revision) AS first_revision,
       max(source_nodes.revision) AS revision,
       bool_or(left_out.record IS NULL) AS standing
FROM published_at
JOIN source_nodes ON source_nodes.name = split_part(published_at.paper_id, ':', 1)
LEFT JOIN left_out ON left_out.record = published_at.record
WHERE left_out.record IS NULL OR left_out.created
GROUP BY published_at.venue_id
