// Person records that may have several ORCIDs
//
// One row per person record: its ORCID, if it has one, and the ORCIDs that papers print beside the author rows of this
// record alone, each with a paper row. They are found by an author row that shows another ORCID than one of its papers
// prints, or than another row of the record shows; a row that has any ORCID shows one.
MATCH (author:Author)
WHERE author.orcid > ""
  AND author.person_id IS NOT NULL
  AND (
    EXISTS {
      MATCH (author)-[stated:AUTHORED]->()
      WHERE stated.orcid <> author.orcid
    }
    OR EXISTS {
      MATCH (person:PersonRecord {person_id: author.person_id})
      WHERE size(person.author_ids) > 1
      UNWIND person.author_ids AS author_id
      MATCH (other:Author {author_id: author_id})
      USING INDEX SEEK other:Author(author_id)
      WHERE other.orcid <> author.orcid
    }
  )
WITH DISTINCT author.person_id AS person_id
MATCH (person:PersonRecord {person_id: person_id})
RETURN person.person_id AS person_id,
       person.orcid AS orcid,
       COLLECT {
         UNWIND person.author_ids AS author_id
         WITH DISTINCT author_id
         MATCH (author:Author {author_id: author_id})-[stated:AUTHORED]->(paper:Paper)
         USING INDEX SEEK author:Author(author_id)
         WHERE author.person_id = person.person_id AND stated.orcid IS NOT NULL
         WITH stated.orcid AS orcid, min(stated.printed_name) AS name, min(paper.paper_id) AS paper_id
         RETURN {orcid: orcid, name: name, paper_id: paper_id}
         ORDER BY orcid
       } AS orcids
ORDER BY person_id
