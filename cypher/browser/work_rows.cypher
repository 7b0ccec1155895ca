// Work rows: the paper rows that state one work, each with its authors and its venue
//
// One row per authorship, and one per paper row without any. `id` is the work_id or the paper_id of any of its rows.
// `authors` is the maximum number of authors of each row, from the first on.
// :param id => "dblp:1"
// :param authors => 30
MATCH (named:Paper {paper_id: $id})
USING INDEX SEEK named:Paper(paper_id)
MATCH paper_row = (paper:Paper {work_id: named.work_id})
USING INDEX SEEK paper:Paper(work_id)
CALL (paper) {
  OPTIONAL MATCH authorship = (author)-[authored:AUTHORED {role: "author"}]->(paper)
  RETURN authorship, coalesce(authored.position, 1000000000) AS position, author.author_id AS author_id
  ORDER BY position, author_id
  LIMIT $authors
}
OPTIONAL MATCH publication = (paper)-[:PUBLISHED_AT]->()
RETURN paper_row, authorship, publication
ORDER BY paper.preferred DESC, paper.paper_id, position, author_id
