-- Names that standing person records state
SELECT names.*
FROM names
WHERE restated OR NOT EXISTS (SELECT 1 FROM persons AS later WHERE later.restated AND later.person_id = names.person_id)
