-- Authorships that standing paper rows state
SELECT authored.*
FROM authored
WHERE restated OR NOT EXISTS (SELECT 1 FROM papers AS later WHERE later.restated AND later.paper_id = authored.paper_id)
