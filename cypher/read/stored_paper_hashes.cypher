// Fingerprints of paper rows that the graph holds
//
// One row, since each row takes time to read: `ids` of the paper rows that exist, and their `row_hashes` in the same
// order. A hash is empty for a paper row that has lost an authorship or its venue, so that a load writes it again.
// :param ids => ["dblp:1"]
UNWIND $ids AS id
MATCH (paper:Paper {paper_id: id})
WITH paper,
     CASE
       WHEN COUNT { (paper)<-[:AUTHORED]-() } + COUNT { (paper)-[:PUBLISHED_AT]->() } <> paper.link_count THEN ""
       ELSE paper.row_hash
     END AS row_hash
ORDER BY paper.paper_id
RETURN collect(paper.paper_id) AS ids, collect(row_hash) AS row_hashes
