-- Publications at venues that standing paper rows state
SELECT published_at.*
FROM published_at
WHERE restated OR NOT EXISTS (SELECT 1 FROM papers AS later WHERE later.restated AND later.paper_id = published_at.paper_id)
