// Search of papers: the paper rows whose title or abstract has all words, with their authors and venues
//
// One row per authorship, and one per paper row without any. `limit` is the maximum number of paper rows, the best ones
// first, and `authors` that of authors of each, from the first on.
// :param words => "notes"
// :param limit => 10
// :param authors => 8
WITH reduce(query = "", word IN split($words, " ") | query + CASE
       WHEN word =~ "(?U).*\\w.*" THEN "+\"" + replace(replace(word, "\\", "\\\\"), "\"", "\\\"") + "\" "
       ELSE ""
     END) AS query
CALL db.index.fulltext.queryNodes("paper_words", query, {limit: $limit}) YIELD node AS paper, score
MATCH paper_row = (paper)
CALL (paper) {
  OPTIONAL MATCH authorship = (author)-[authored:AUTHORED {role: "author"}]->(paper)
  RETURN authorship, coalesce(authored.position, 1000000000) AS position, author.author_id AS author_id
  ORDER BY position, author_id
  LIMIT $authors
}
OPTIONAL MATCH publication = (paper)-[:PUBLISHED_AT]->()
RETURN paper_row, authorship, publication
ORDER BY score DESC, paper.paper_id, position, author_id
