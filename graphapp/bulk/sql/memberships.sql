-- Which paper rows state which shared value
SELECT stated.paper_id, stated.scheme, stated.value
FROM (
  SELECT paper_id, 'title' AS scheme, title_key AS value FROM standing_papers
-- for each identifier that joins works, here doi
  UNION ALL SELECT paper_id, 'doi', doi FROM standing_papers
-- end
) AS stated
JOIN shared_values ON shared_values.scheme = stated.scheme AND shared_values.value = stated.value
