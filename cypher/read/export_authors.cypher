// All author rows, in the order of their ids
//
// One row per author row: its properties without the stamps of loads.
MATCH (author:Author)
WHERE author.author_id > ""
RETURN author.author_id AS author_id,
       author.name AS name,
       author.name_key AS name_key,
       author.fold_key AS fold_key,
       author.family_key AS family_key,
       author.homonym AS homonym,
       author.source AS source,
       author.orcid AS orcid,
       author.person_id AS person_id
ORDER BY author_id
