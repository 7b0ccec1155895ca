-- Records that do not stand, and whether their load created their rows before another record stood instead
SELECT uncreated.record, FALSE AS created
FROM uncreated
LEFT JOIN restating ON restating.record = uncreated.record
WHERE restating.record IS NULL
UNION ALL
SELECT stated.record, TRUE
FROM (
  SELECT 'paper' AS kind, paper_id AS id, record FROM papers
  UNION ALL
  SELECT 'person', person_id, record FROM persons
) AS stated
JOIN restated ON restated.kind = stated.kind AND restated.id = stated.id
LEFT JOIN restating ON restating.record = stated.record
LEFT JOIN uncreated ON uncreated.record = stated.record
WHERE restating.record IS NULL AND uncreated.record IS NULL
