-- Author rows that more than one printed name may identify, so that their shown name is chosen
SELECT author_id, max(revision) AS revision
FROM authors
GROUP BY author_id
HAVING bool_or(identified) OR count(DISTINCT name) > 1 OR count(DISTINCT coalesce(homonym, '')) > 1
