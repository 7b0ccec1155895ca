// Fingerprints of paper rows that the graph holds
//
// One row a paper row that exists.
// :param paper_ids => ["dblp:1"]
UNWIND $paper_ids AS paper_id
MATCH (paper:Paper {paper_id: paper_id})
RETURN paper.paper_id AS paper_id, paper.row_hash AS row_hash
ORDER BY paper_id
