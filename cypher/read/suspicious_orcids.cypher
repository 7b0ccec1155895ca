// ORCIDs of several author rows without a common word
//
// One row per ORCID: the names that its author rows show, each with a paper row, null for one without papers. Names with
// a common word of two letters side by side are left out, as in `suspicious_author_rows`.
MATCH (author:Author)
WHERE author.orcid > ""
WITH author.orcid AS orcid, collect(author) AS authors
WHERE size(authors) > 1
WITH orcid, authors, [author IN authors | split(author.name_key, " ")] AS words_of_keys
WHERE NOT any(
  word IN head(words_of_keys)
  WHERE all(words IN words_of_keys WHERE word IN words) AND word =~ ".*((?!\\x{A78C})[\\p{Ll}\\p{Lo}]){2}.*"
)
CALL (authors) {
  UNWIND authors AS author
  OPTIONAL MATCH (author)-[:AUTHORED]->(paper:Paper)
  WITH author.name AS name, min(author.author_id) AS author_id, min(paper.paper_id) AS paper_id
  ORDER BY name
  RETURN collect({name: name, author_id: author_id, paper_id: paper_id}) AS names
}
RETURN orcid, names
ORDER BY orcid
