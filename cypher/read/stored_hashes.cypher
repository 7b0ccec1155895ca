// Fingerprints of paper rows that the graph holds
//
// One row: stored, a list of {paper_id, row_hash}, one a paper row that exists. In one row, since each costs its reader.
// :param paper_ids => ["dblp:1"]
UNWIND $paper_ids AS paper_id
MATCH (paper:Paper {paper_id: paper_id})
WITH paper
ORDER BY paper.paper_id
RETURN collect({paper_id: paper.paper_id, row_hash: paper.row_hash}) AS stored
