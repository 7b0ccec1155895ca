// Deletes paper rows, with what they state
//
// Rows: none.
// :param paper_ids => ["dblp:1"]
UNWIND $paper_ids AS paper_id
MATCH (paper:Paper {paper_id: paper_id})
DETACH DELETE paper
