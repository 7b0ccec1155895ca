-- Paper rows without those that a later record of their load replaced
SELECT papers.*
FROM papers
WHERE restated OR NOT EXISTS (SELECT 1 FROM papers AS later WHERE later.restated AND later.paper_id = papers.paper_id)
