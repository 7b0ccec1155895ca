// Search of names: author rows with words that begin with the typed ones, and their newest papers
//
// One row per authorship, and one per author row without any. The words may stand in any order and without diacritics.
// `authors` is the maximum number of author rows, those of the most papers first, and `papers` that
// of papers of each.
// :param words => "ada lov"
// :param authors => 10
// :param papers => 3
WITH [word IN split(toLower($words), " ") WHERE word =~ "(?U).*\\w.*" |
       reduce(safe = "", letter IN split(word, "") | safe + CASE WHEN letter =~ "(?U)\\w" THEN "" ELSE "\\" END + letter)
     ] AS words
WITH reduce(query = "", word IN words | query + "+(fold_key:" + word + "*^0 name_key:" + word + "*^0) ") +
     reduce(query = "", power IN range(2, 23) |
       query + "authorships_from:[" + toString(toInteger(2 ^ power)) + " TO " + toString(toInteger(2 ^ power)) + "]^" +
       toString(power) + " "
     ) AS query
CALL db.index.fulltext.queryNodes("author_words", query, {limit: $authors}) YIELD node AS author, score
MATCH author_row = (author)
CALL (author) {
  OPTIONAL MATCH authorship = (author)-[:AUTHORED {role: "author"}]->(paper)
  RETURN authorship, paper.paper_id AS paper_id, coalesce(paper.year, -1) AS year
  ORDER BY year DESC, paper_id
  LIMIT $papers
}
RETURN author_row, authorship
ORDER BY score DESC, author.author_id, year DESC, paper_id
