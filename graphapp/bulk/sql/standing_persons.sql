-- Person records that standing records state
SELECT persons.*
FROM persons
WHERE NOT EXISTS (SELECT 1 FROM left_out WHERE left_out.record = persons.record)
