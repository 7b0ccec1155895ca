// Fingerprints of paper rows that the graph holds
//
// One row: stored, a list of {id, row_hash}, one per paper row that exists. A single row, since each row takes time to
// read.
// :param ids => ["dblp:1"]
UNWIND $ids AS id
MATCH (paper:Paper {paper_id: id})
WITH paper
ORDER BY paper.paper_id
RETURN collect({id: paper.paper_id, row_hash: paper.row_hash}) AS stored
