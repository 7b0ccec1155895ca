-- Person records without those that a later record of their load replaced
SELECT persons.*
FROM persons
WHERE restated OR NOT EXISTS (SELECT 1 FROM persons AS later WHERE later.restated AND later.person_id = persons.person_id)
