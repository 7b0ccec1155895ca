// The author rows of names or ids, with what their sources state about the person
//
// One row: `rows` are the author rows, by their ids. As a list, they are read in half the time of rows.
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
WITH author
ORDER BY author.author_id
RETURN collect({
         author_id: author.author_id,
         name: author.name,
         name_key: author.name_key,
         homonym: author.homonym,
         source: author.source,
         orcid: author.orcid,
         person_id: author.person_id
       }) AS rows
