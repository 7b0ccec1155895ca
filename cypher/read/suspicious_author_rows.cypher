// Author rows that are printed with another name than they show, or with another ORCID
//
// One row per author row: its printed names, each with a paper row, null where only a person record prints it, and its
// ORCIDs, each with a paper row. Only such rows can have two disjoint names or two ORCIDs.
MATCH (author:Author)
WHERE author.author_id > ""
  AND EXISTS {
    MATCH (author)-[stated:AUTHORED|NAMES]-()
    WHERE stated.printed_key <> author.name_key OR stated.orcid <> author.orcid
  }
RETURN author.author_id AS author_id,
       COLLECT {
         MATCH (author)-[stated:AUTHORED|NAMES]-(by)
         WITH coalesce(stated.printed_key, author.name_key) AS key,
              min(stated.printed_name) AS name,
              min(by.paper_id) AS paper_id
         RETURN {name: name, author_id: author.author_id, paper_id: paper_id}
         ORDER BY key
       } AS names,
       COLLECT {
         MATCH (author)-[stated:AUTHORED]->(paper:Paper)
         WHERE stated.orcid IS NOT NULL
         WITH stated.orcid AS orcid, min(stated.printed_name) AS name, min(paper.paper_id) AS paper_id
         RETURN {orcid: orcid, name: name, paper_id: paper_id}
         ORDER BY orcid
       } AS orcids
ORDER BY author_id
