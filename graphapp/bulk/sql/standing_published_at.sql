-- Publications at venues that standing records state
SELECT published_at.*
FROM published_at
WHERE NOT EXISTS (SELECT 1 FROM left_out WHERE left_out.record = published_at.record)
