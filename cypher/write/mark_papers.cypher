// Marks paper rows, so that the end of the load settles them
//
// Rows: none.
// :param paper_ids => ["dblp:1"]
// :param revision => 1
UNWIND $paper_ids AS paper_id
MATCH (paper:Paper {paper_id: paper_id})
SET paper.revision = $revision
