// Fingerprints of paper rows that the graph holds
//
// One row: stored, a list of {id, row_hash}, one per paper row that exists. A single row, since each row takes time to
// read. `row_hash` is empty for a paper row that has lost an authorship or its venue, so that a load writes it again.
// :param ids => ["dblp:1"]
UNWIND $ids AS id
MATCH (paper:Paper {paper_id: id})
WITH paper
ORDER BY paper.paper_id
RETURN collect({
         id: paper.paper_id,
         row_hash: CASE
           WHEN COUNT { (paper)<-[:AUTHORED]-() } + COUNT { (paper)-[:PUBLISHED_AT]->() } <> paper.link_count THEN ""
           ELSE paper.row_hash
         END
       }) AS stored
