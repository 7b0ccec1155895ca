-- Authorships that standing records state
SELECT authored.*
FROM authored
WHERE NOT EXISTS (SELECT 1 FROM left_out WHERE left_out.record = authored.record)
