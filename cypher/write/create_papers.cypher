// Paper rows that the graph lacks, before `link_papers` creates what they state
//
// Rows: none.
// :param rows => [{paper_id: "dblp:1", title: "Notes", work_id: "dblp:1"}]
UNWIND $rows AS row
CREATE (paper:Paper)
SET paper += row
