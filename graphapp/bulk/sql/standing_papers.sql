-- Paper rows that standing records state
SELECT papers.*
FROM papers
WHERE NOT EXISTS (SELECT 1 FROM left_out WHERE left_out.record = papers.record)
