-- The author rows that standing records state
--
-- The key of the name comes first, as in `paper_nodes.sql` what is read of many rows.
SELECT shown.name_key,
       shown.author_id,
       shown.name,
       shown.fold_key,
       shown.family_key,
       shown.homonym,
       source_nodes.name AS source,
       shown.orcid,
       shown.person_id,
       listed.person_ids,
       CAST(scaled.scale AS VARCHAR) AS authorships_from,
       CASE WHEN shown.identified THEN source_nodes.revision END AS revision
FROM (
  SELECT chosen.author_id,
         chosen.name,
         chosen.name_key,
         chosen.fold_key,
         chosen.family_key,
         chosen.homonym,
         chosen.orcid,
         chosen.person_id,
         stated_authors.authorships,
         stated_authors.identified
  FROM shown_authors AS chosen
  JOIN stated_authors ON stated_authors.author_id = chosen.author_id
  UNION ALL
  SELECT author_id, name, name_key, fold_key, family_key, homonym, NULL, NULL, authorships, FALSE FROM keyed_authors
) AS shown
JOIN source_nodes ON source_nodes.name = split_part(shown.author_id, ':', 1)
LEFT JOIN (
  SELECT numbers.authorships, max(scales.scale) AS scale
  FROM (SELECT DISTINCT authorships FROM stated_authors) AS numbers
  JOIN scales ON scales.scale <= numbers.authorships
  GROUP BY numbers.authorships
) AS scaled ON scaled.authorships = shown.authorships
LEFT JOIN (
  SELECT author_id, list_sort(array_agg(DISTINCT person_id)) AS person_ids
  FROM standing_names
  GROUP BY author_id
) AS listed ON listed.author_id = shown.author_id
