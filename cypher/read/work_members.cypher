// The paper rows of a work, found by the work's id or by the id of one of its rows
//
// One row per paper row.
// :param id => "dblp:1"
MATCH (named:Paper {paper_id: $id})
USING INDEX SEEK named:Paper(paper_id)
MATCH (paper:Paper {work_id: named.work_id})
USING INDEX SEEK paper:Paper(work_id)
RETURN paper.paper_id AS paper_id
ORDER BY paper_id
