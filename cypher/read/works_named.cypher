// The works that have an identifier or a folded title
//
// One row per work, at most `limit`: one of its paper rows that has them.
// `identifiers` maps the property of each identifier that joins works to its values.
// :param identifiers => {doi: ["10.1000/182"], arxiv_id: ["2301.00001"], pmid: ["31452104"]}
// :param title_keys => ["notes"]
// :param limit => 21
CALL () {
// for each identifier that joins works, here doi
  UNWIND $identifiers.doi AS identifier
  MATCH (paper:Paper {doi: identifier})
  RETURN paper
  UNION
// end
  UNWIND $title_keys AS title_key
  MATCH (paper:Paper {title_key: title_key})
  RETURN paper
}
WITH paper.work_id AS work_id, min(paper.paper_id) AS paper_id
WHERE work_id IS NOT NULL
RETURN paper_id
ORDER BY work_id
LIMIT $limit
