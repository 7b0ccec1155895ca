// Person records of several names or ORCIDs
//
// One row per person record: its ORCID, if it has one, its names, each with a paper row of their author row, null for
// one without papers, and the ORCIDs that papers print beside the author rows of this record alone, each with a paper row.
MATCH (person:PersonRecord)
WHERE person.person_id > ""
  AND (
    size(person.printed_names) > 1
    OR EXISTS {
      UNWIND person.author_ids AS author_id
      MATCH (author:Author {author_id: author_id})-[stated:AUTHORED]->()
      WHERE author.orcid IS NOT NULL AND stated.orcid <> author.orcid
    }
  )
RETURN person.person_id AS person_id,
       person.orcid AS orcid,
       COLLECT {
         UNWIND range(0, size(person.author_ids) - 1) AS place
         OPTIONAL MATCH (:Author {author_id: person.author_ids[place]})-[:AUTHORED]->(paper:Paper)
         WITH person.printed_names[place] AS name,
              min(person.author_ids[place]) AS author_id,
              min(paper.paper_id) AS paper_id
         RETURN {name: name, author_id: author_id, paper_id: paper_id}
         ORDER BY name
       } AS names,
       COLLECT {
         UNWIND person.author_ids AS author_id
         WITH DISTINCT author_id
         MATCH (author:Author {author_id: author_id})-[stated:AUTHORED]->(paper:Paper)
         WHERE author.person_id = person.person_id AND stated.orcid IS NOT NULL
         WITH stated.orcid AS orcid, min(stated.printed_name) AS name, min(paper.paper_id) AS paper_id
         RETURN {orcid: orcid, name: name, paper_id: paper_id}
         ORDER BY orcid
       } AS orcids
ORDER BY person_id
