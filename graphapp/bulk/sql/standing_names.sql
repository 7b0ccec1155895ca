-- Names of person records that standing records state
SELECT names.*
FROM names
WHERE NOT EXISTS (SELECT 1 FROM left_out WHERE left_out.record = names.record)
