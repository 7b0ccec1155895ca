-- Identifiers and folded titles that several paper rows state: scheme, value
SELECT scheme, value
FROM (
  SELECT 'title' AS scheme, title_key AS value FROM standing_papers
  -- A title that names no content joins nothing, and thousands of papers have it.
  WHERE title_key NOT IN (SELECT title_key FROM titles_without_content)
-- for each identifier that joins works, here doi
  UNION ALL SELECT 'doi', doi FROM standing_papers
-- end
) AS stated
WHERE value IS NOT NULL
GROUP BY scheme, value
HAVING count(*) > 1
