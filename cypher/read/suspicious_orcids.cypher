// ORCIDs of several author rows
//
// One row per ORCID: the names that its author rows show, each with a paper row, null for one without papers.
MATCH (author:Author)
WHERE author.orcid > ""
WITH author.orcid AS orcid, collect(author) AS authors
WHERE size(authors) > 1
CALL (authors) {
  UNWIND authors AS author
  OPTIONAL MATCH (author)-[:AUTHORED]->(paper:Paper)
  WITH author.name AS name, min(author.author_id) AS author_id, min(paper.paper_id) AS paper_id
  ORDER BY name
  RETURN collect({name: name, author_id: author_id, paper_id: paper_id}) AS names
}
RETURN orcid, names
ORDER BY orcid
