// The work that paper rows state, and which of them shows it
//
// Rows: none.
// :param rows => [{paper_id: "dblp:1", work_id: "acl:9", preferred: false}]
UNWIND $rows AS row
MATCH (paper:Paper {paper_id: row.paper_id})
SET paper.work_id = row.work_id, paper.preferred = row.preferred
