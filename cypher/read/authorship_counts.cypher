// How many authorships paper rows have
//
// One row per id, also for an id without a paper row: its count is 0.
// :param paper_ids => ["dblp:1"]
UNWIND $paper_ids AS paper_id
OPTIONAL MATCH (paper:Paper {paper_id: paper_id})
RETURN paper_id, COUNT { (paper)<-[:AUTHORED]-() } AS authorships
ORDER BY paper_id
