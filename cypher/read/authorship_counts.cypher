// How many authorships paper rows have
//
// One row an id, also of a paper row that does not exist: it has none.
// :param paper_ids => ["dblp:1"]
UNWIND $paper_ids AS paper_id
OPTIONAL MATCH (paper:Paper {paper_id: paper_id})
RETURN paper_id, COUNT { (paper)<-[:AUTHORED]-() } AS authorships
ORDER BY paper_id
