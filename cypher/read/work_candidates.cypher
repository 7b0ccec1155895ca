// Paper rows that share a work, an identifier or a folded title with others
//
// One row per paper row.
// `identifiers` maps the property of each identifier that joins works to its values.
// :param identifiers => {doi: ["10.1000/182"], arxiv_id: ["2301.00001"], pmid: ["31452104"]}
// :param title_keys => ["notes"]
// :param work_ids => ["dblp:1"]
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
  UNION
  UNWIND $work_ids AS work_id
  MATCH (paper:Paper {work_id: work_id})
  RETURN paper
}
RETURN paper.paper_id AS paper_id
ORDER BY paper_id
