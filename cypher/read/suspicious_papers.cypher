// Paper rows that have one ORCID at two places among their authors, or among their editors
//
// One row per ORCID of a paper row and role: the author rows and the printed names that have it. An author row without
// an ORCID on the paper has the one that it shows. A row that is printed twice under one name does not count.
MATCH (paper:Paper)
WHERE paper.paper_id > ""
CALL (paper) {
  MATCH (paper)<-[stated:AUTHORED]-(author)
  WHERE author.orcid IS NOT NULL
  WITH stated.role AS role,
       coalesce(stated.orcid, author.orcid) AS orcid,
       collect(DISTINCT author.author_id) AS author_ids,
       collect(DISTINCT coalesce(stated.printed_key, author.name_key)) AS keys,
       collect(DISTINCT stated.printed_name) AS names
  WHERE size(author_ids) > 1 OR size(keys) > 1
  RETURN role, orcid, author_ids, names
}
RETURN paper.paper_id AS paper_id, role, orcid, author_ids, names
ORDER BY paper_id, role, orcid
