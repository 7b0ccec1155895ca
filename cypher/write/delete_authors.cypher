// Author rows that nothing states any more
//
// One with relationships or properties of somebody else stays: `properties` are those that graphapp writes.
// Rows: none.
// :param author_ids => ["dblp:Ada Lovelace"]
// :param properties => ["author_id", "name", "name_key", "fold_key", "family_key", "homonym", "source", "orcid", "person_id", "person_ids", "authorships_from", "revision"]
UNWIND $author_ids AS author_id
MATCH (author:Author {author_id: author_id})
WHERE author.person_ids IS NULL
  AND NOT EXISTS { (author)--() }
  AND all(name IN keys(author) WHERE name IN $properties)
DELETE author
