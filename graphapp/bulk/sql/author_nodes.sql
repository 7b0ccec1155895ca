-- The author rows that records state
SELECT stated.author_id,
       coalesce(shown.name, stated.name) AS name,
       coalesce(shown.name_key, stated.name_key) AS name_key,
       coalesce(shown.fold_key, stated.fold_key) AS fold_key,
       coalesce(shown.family_key, stated.family_key) AS family_key,
       CASE WHEN shown.author_id IS NULL THEN stated.homonym ELSE shown.homonym END AS homonym,
       stated.source,
       shown.orcid,
       shown.person_id,
       listed.person_ids,
       CAST(scaled.scale AS VARCHAR) AS authorships_from,
       to_settle.revision
FROM (
  SELECT author_id,
         min(name) AS name,
         min(name_key) AS name_key,
         min(fold_key) AS fold_key,
         min(family_key) AS family_key,
         min(homonym) AS homonym,
         min(source) AS source
  FROM authors
  GROUP BY author_id
) AS stated
LEFT JOIN author_counts AS counted ON counted.author_id = stated.author_id
LEFT JOIN (
  SELECT numbers.authorships, max(scales.scale) AS scale
  FROM (SELECT DISTINCT authorships FROM author_counts) AS numbers
  JOIN scales ON scales.scale <= numbers.authorships
  GROUP BY numbers.authorships
) AS scaled ON scaled.authorships = counted.authorships
LEFT JOIN (
  SELECT author_id, array_agg(DISTINCT person_id ORDER BY person_id) AS person_ids
  FROM standing_names
  GROUP BY author_id
) AS listed ON listed.author_id = stated.author_id
LEFT JOIN authors_to_settle AS to_settle ON to_settle.author_id = stated.author_id
LEFT JOIN shown_authors AS shown ON shown.author_id = stated.author_id
WHERE counted.author_id IS NOT NULL OR listed.author_id IS NOT NULL
