// All person records with the author rows that their names lead to, in the order of their ids
//
// One row per person record: its properties without the stamps of loads.
MATCH (person:PersonRecord)
WHERE person.person_id > ""
RETURN person.person_id AS person_id,
       person.source AS source,
       person.author_ids AS author_ids,
       person.printed_names AS printed_names,
       coalesce(person.own_author_ids, [name IN person.printed_names | ""]) AS own_author_ids,
       person.orcid AS orcid,
       coalesce(person.other_ids, []) AS other_ids,
       person.row_hash AS row_hash,
       COLLECT {
         MATCH (person)-[names:NAMES]->(author:Author)
         ORDER BY author.author_id, names.printed_name
         RETURN {author_id: author.author_id, printed_name: names.printed_name, printed_key: names.printed_key}
       } AS names
ORDER BY person_id
