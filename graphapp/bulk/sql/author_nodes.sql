-- The author rows that standing records state
SELECT shown.author_id,
       shown.name,
       shown.name_key,
       shown.fold_key,
       shown.family_key,
       shown.homonym,
       source_nodes.name AS source,
       shown.orcid,
       shown.person_id,
       listed.person_ids,
       CAST(scaled.scale AS VARCHAR) AS authorships_from
FROM (
  SELECT author_id, name, name_key, fold_key, family_key, homonym, orcid, person_id FROM shown_authors
  UNION ALL
  SELECT author_id, name, name_key, fold_key, family_key, homonym, NULL, NULL FROM keyed_authors
) AS shown
JOIN stated_authors AS stated ON stated.author_id = shown.author_id
JOIN source_nodes ON source_nodes.name = split_part(shown.author_id, ':', 1)
LEFT JOIN (
  SELECT numbers.authorships, max(scales.scale) AS scale
  FROM (SELECT DISTINCT authorships FROM stated_authors) AS numbers
  JOIN scales ON scales.scale <= numbers.authorships
  GROUP BY numbers.authorships
) AS scaled ON scaled.authorships = stated.authorships
LEFT JOIN (
  SELECT author_id, list_sort(array_agg(DISTINCT person_id)) AS person_ids
  FROM standing_names
  GROUP BY author_id
) AS listed ON listed.author_id = shown.author_id
