// The works that paper rows state
//
// One row per paper row that is loaded.
// :param paper_ids => ["dblp:1"]
UNWIND $paper_ids AS paper_id
MATCH (paper:Paper {paper_id: paper_id})
RETURN DISTINCT paper_id, paper.work_id AS work_id
ORDER BY paper_id
