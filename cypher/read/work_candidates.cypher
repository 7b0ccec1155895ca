// Paper rows that share an identifier or a folded title with others
//
// One row a paper row.
// :param dois => ["10.1000/182"]
// :param arxiv_ids => ["2301.00001"]
// :param title_keys => ["notes"]
CALL () {
  UNWIND $dois AS doi
  MATCH (paper:Paper {doi: doi})
  RETURN paper
  UNION
  UNWIND $arxiv_ids AS arxiv_id
  MATCH (paper:Paper {arxiv_id: arxiv_id})
  RETURN paper
  UNION
  UNWIND $title_keys AS title_key
  MATCH (paper:Paper {title_key: title_key})
  RETURN paper
}
RETURN paper.paper_id AS paper_id
ORDER BY paper_id
