-- The facts that decide works, of all paper rows that share an identifier or a title; rows of one label may be one work
SELECT labels.label,
       papers.paper_id,
       papers.source,
       papers.title,
       papers.title_key,
       papers.year,
       papers.type,
-- for each identifier that joins works, here doi
       papers.doi,
-- end
       papers.author_count IS NOT NULL AS complete,
       venues.venue_id,
       venues.kind AS venue_kind,
       authors.author_names
FROM labels
JOIN standing_papers AS papers ON papers.paper_id = labels.paper_id
LEFT JOIN standing_published_at AS publications ON publications.paper_id = labels.paper_id
LEFT JOIN shown_venues AS venues ON venues.venue_id = publications.venue_id
LEFT JOIN (
  SELECT standing_authored.paper_id, array_agg(DISTINCT printed_name) AS author_names
  FROM standing_authored
  JOIN labels ON labels.paper_id = standing_authored.paper_id
  WHERE role = 'author'
  GROUP BY standing_authored.paper_id
) AS authors ON authors.paper_id = labels.paper_id
