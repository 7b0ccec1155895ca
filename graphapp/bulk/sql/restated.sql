-- The rows that a record states instead of another one
SELECT 'paper' AS kind, papers.paper_id AS id FROM papers JOIN restating ON restating.record = papers.record
UNION ALL
SELECT 'person', persons.person_id FROM persons JOIN restating ON restating.record = persons.record
