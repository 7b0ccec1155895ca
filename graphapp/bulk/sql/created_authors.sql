-- Number of author rows that the created records of each source named, and of those that no standing record states
SELECT split_part(author_id, ':', 1) AS source, count(*) AS created, count(*) FILTER (WHERE NOT standing) AS deleted
FROM stated_authors
GROUP BY split_part(author_id, ':', 1)
