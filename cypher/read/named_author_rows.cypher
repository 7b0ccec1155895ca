// The author rows of names or ids, with what their sources state about the person
//
// One row per author row.
// :param name_keys => ["ada lovelace"]
// :param author_ids => ["dblp:Ada Lovelace"]
CALL () {
  UNWIND $name_keys AS name_key
  MATCH (author:Author {name_key: name_key})
  RETURN author
  UNION
  UNWIND $author_ids AS author_id
  MATCH (author:Author {author_id: author_id})
  RETURN author
}
RETURN author.author_id AS author_id,
       author.name AS name,
       author.name_key AS name_key,
       author.homonym AS homonym,
       author.source AS source,
       author.orcid AS orcid,
       author.person_id AS person_id
ORDER BY author_id
