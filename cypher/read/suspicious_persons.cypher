// Person records of several names without a common word
//
// One row per person record: its names, each with a paper row of their author row, null for one without papers. Names
// with a common word of two letters side by side are left out, as in `suspicious_author_rows`. A name has its key where
// an author row has an id of its own; other author rows have the key themselves.
MATCH (person:PersonRecord)
WHERE person.person_id > "" AND size(person.printed_names) > 1
WITH person,
     COLLECT {
       MATCH (person)-[names:NAMES]->()
       RETURN names.printed_key
     } + CASE
       WHEN "" IN coalesce(person.own_author_ids, [""]) THEN COLLECT {
         UNWIND range(0, size(person.author_ids) - 1) AS place
         WITH place
         WHERE coalesce(person.own_author_ids[place], "") = ""
         MATCH (author:Author {author_id: person.author_ids[place]})
         USING INDEX SEEK author:Author(author_id)
         RETURN author.name_key
       }
       ELSE []
     END AS keys
WITH person, [key IN keys | split(key, " ")] AS words_of_keys
WHERE NOT any(
  word IN head(words_of_keys)
  WHERE all(words IN words_of_keys WHERE word IN words) AND word =~ ".*((?!\\x{A78C})[\\p{Ll}\\p{Lo}]){2}.*"
)
RETURN person.person_id AS person_id,
       COLLECT {
         UNWIND range(0, size(person.author_ids) - 1) AS place
         OPTIONAL MATCH (author:Author {author_id: person.author_ids[place]})-[:AUTHORED]->(paper:Paper)
         USING INDEX SEEK author:Author(author_id)
         WITH person.printed_names[place] AS name,
              min(person.author_ids[place]) AS author_id,
              min(paper.paper_id) AS paper_id
         RETURN {name: name, author_id: author_id, paper_id: paper_id}
         ORDER BY name
       } AS names
ORDER BY person_id
