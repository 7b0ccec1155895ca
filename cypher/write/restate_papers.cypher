// Paper rows that a record states in other words: their properties change, and links that change go
//
// What others wrote on the node stays, and so does the work until the end of the load settles it. A property that is
// null goes. `relinked` says that the authors or the venue of the row change: `link_papers` then creates what it states.
// One row: found, the number of paper rows that exist.
// :param rows => [{paper_id: "dblp:1", relinked: true, properties: {title: "Notes", abstract: null}}]
UNWIND $rows AS row
MATCH (paper:Paper {paper_id: row.paper_id})
SET paper += row.properties
WITH paper, row.relinked AS relinked
CALL (paper, relinked) {
  WITH paper
  WHERE relinked
  MATCH (paper)<-[authored:AUTHORED]-()
  DELETE authored
}
CALL (paper, relinked) {
  WITH paper
  WHERE relinked
  MATCH (paper)-[at:PUBLISHED_AT]->()
  DELETE at
}
RETURN count(*) AS found
