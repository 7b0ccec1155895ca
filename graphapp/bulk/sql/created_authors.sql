-- Number of author rows that the records of each source named, and of those that no standing record states
SELECT source, count(*) AS created, count(*) - count(stated) AS deleted
FROM (
  SELECT authors.source, authors.author_id, min(author_nodes.author_id) AS stated
  FROM authors
  LEFT JOIN author_nodes ON author_nodes.author_id = authors.author_id
  GROUP BY authors.source, authors.author_id
) AS named
GROUP BY source
