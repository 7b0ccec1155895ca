// From how many authorships author rows have, for searching names
//
// The author rows are given, or are those of paper rows. Rows that are right already are not written.
// Rows: none.
// :param author_ids => ["dblp:Ada Lovelace"]
// :param paper_ids => ["dblp:1"]
// :param scales => [4, 8, 16, 32]
CALL () {
  UNWIND $author_ids AS author_id
  MATCH (author:Author {author_id: author_id})
  USING INDEX SEEK author:Author(author_id)
  RETURN author
  UNION
  UNWIND $paper_ids AS paper_id
  MATCH (paper:Paper {paper_id: paper_id})
  USING INDEX SEEK paper:Paper(paper_id)
  MATCH (author:Author)-[:AUTHORED]->(paper)
  RETURN author
}
WITH author, COUNT { (author)-[:AUTHORED]->() } AS authorships
WITH author, toString(last([scale IN $scales WHERE scale <= authorships])) AS authorships_from
WHERE coalesce(author.authorships_from, "") <> coalesce(authorships_from, "")
SET author.authorships_from = authorships_from
