// What the records say of author rows
//
// One row an author row. `printings` maps each printed name and ORCID to its number of authorships, as a list of
// {printed_name, orcid, count}; empty when nothing states the row any more.
// :param author_ids => ["dblp:Ada Lovelace"]
UNWIND $author_ids AS author_id
MATCH (author:Author {author_id: author_id})
RETURN author.author_id AS author_id,
       author.source AS source,
       author.name AS name,
       author.name_key AS name_key,
       author.fold_key AS fold_key,
       author.homonym AS homonym,
       author.orcid AS orcid,
       COLLECT {
         MATCH (author)-[authored:AUTHORED]->()
         WITH authored.printed_name AS printed_name, authored.orcid AS orcid, count(*) AS count
         ORDER BY printed_name, orcid
         RETURN {printed_name: printed_name, orcid: orcid, count: count}
       } AS printings
ORDER BY author_id
