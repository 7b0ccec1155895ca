// Author rows of several names without a common word
//
// One row per author row: its printed names, each with a paper row, null where only a person record prints it. Names with
// a common word of two letters side by side are never disjoint, so such rows stay on the server: they are nearly all.
// U+A78C is an apostrophe that Unicode takes for a letter.
MATCH (author:Author)
WHERE author.author_id > ""
WITH author,
     COLLECT {
       MATCH (author)-[stated:AUTHORED|NAMES]-()
       RETURN DISTINCT coalesce(stated.printed_key, author.name_key)
     } AS keys
WHERE size(keys) > 1
WITH author, [key IN keys | split(key, " ")] AS words_of_keys
WHERE NOT any(
  word IN head(words_of_keys)
  WHERE all(words IN words_of_keys WHERE word IN words) AND word =~ ".*((?!\\x{A78C})[\\p{Ll}\\p{Lo}]){2}.*"
)
RETURN author.author_id AS author_id,
       COLLECT {
         MATCH (author)-[stated:AUTHORED|NAMES]-(by)
         WITH coalesce(stated.printed_key, author.name_key) AS key,
              min(stated.printed_name) AS name,
              min(by.paper_id) AS paper_id
         RETURN {name: name, author_id: author.author_id, paper_id: paper_id}
         ORDER BY key
       } AS names
ORDER BY author_id
