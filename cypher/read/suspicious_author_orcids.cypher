// Author rows beside which papers print several ORCIDs
//
// One row per author row: its ORCIDs, each with a paper row. A row that has any ORCID shows one, so only those need be
// compared with it; the one that it shows may be that of a person record, which no paper prints.
MATCH (author:Author)
WHERE author.orcid > ""
  AND EXISTS {
    MATCH (author)-[stated:AUTHORED]->()
    WHERE stated.orcid <> author.orcid
  }
RETURN author.author_id AS author_id,
       COLLECT {
         MATCH (author)-[stated:AUTHORED]->(paper:Paper)
         WHERE stated.orcid IS NOT NULL
         WITH stated.orcid AS orcid, min(stated.printed_name) AS name, min(paper.paper_id) AS paper_id
         RETURN {orcid: orcid, name: name, paper_id: paper_id}
         ORDER BY orcid
       } AS orcids
ORDER BY author_id
