// What the records say of author rows
//
// One row per author row. `printings` maps each printed name and ORCID to its number of authorships, as a list of
// {printed_name, orcid, by_name, count}. `persons` are the names that person records state for the row, as a
// list of {person_id, printed_name, orcid, by_name}. Both are empty when nothing states the row any more.
// `by_name` says that the printed name alone identifies the row.
// :param author_ids => ["dblp:Ada Lovelace"]
UNWIND $author_ids AS author_id
MATCH (author:Author {author_id: author_id})
RETURN author.author_id AS author_id,
       author.source AS source,
       author.name AS name,
       author.name_key AS name_key,
       author.fold_key AS fold_key,
       author.family_key AS family_key,
       author.homonym AS homonym,
       author.orcid AS orcid,
       author.person_id AS person_id,
       COLLECT {
         MATCH (author)-[authored:AUTHORED]->()
         WITH authored.printed_name AS printed_name,
              authored.orcid AS orcid,
              authored.printed_key IS NULL AS by_name,
              count(*) AS count
         ORDER BY printed_name, orcid, by_name
         RETURN {printed_name: printed_name, orcid: orcid, by_name: by_name, count: count}
       } AS printings,
       COLLECT {
         UNWIND coalesce(author.person_ids, []) AS person_id
         MATCH (person:PersonRecord {person_id: person_id})
         UNWIND range(0, size(person.author_ids) - 1) AS place
         WITH person, place
         WHERE person.author_ids[place] = author.author_id
         ORDER BY person.person_id, place
         RETURN {
           person_id: person.person_id,
           printed_name: person.printed_names[place],
           orcid: person.orcid,
           by_name: coalesce(person.own_author_ids[place], "") = ""
         }
       } AS persons
ORDER BY author_id
