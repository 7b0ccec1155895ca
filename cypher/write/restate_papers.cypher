// Paper rows that a record states in other words: their properties change, and what they stated goes
//
// What others wrote on the node stays, and so does the work until the end of the load settles it. `link_papers` then
// creates what the rows state. A property that is null goes.
// One row: found, the number of paper rows that exist.
// :param rows => [{paper_id: "dblp:1", title: "Notes", abstract: null}]
UNWIND $rows AS row
MATCH (paper:Paper {paper_id: row.paper_id})
SET paper += row
WITH paper
CALL (paper) {
  MATCH (paper)<-[authored:AUTHORED]-()
  DELETE authored
}
CALL (paper) {
  MATCH (paper)-[at:PUBLISHED_AT]->()
  DELETE at
}
RETURN count(*) AS found
