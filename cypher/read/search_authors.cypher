// Names that have searched words: whole names first, then those with the most authorships
//
// One row per name, at most `names`, those typed so first. `hits` is the number of author rows that the full-text index
// gave, at most as many as asked for. `whole` says whether a row of the name has a fold key of `whole_names`, which are
// found whether the index gave them or not. `as_typed` says whether the index gave a row of the name the score `exact`
// or more, or a whole name has its name key. `rows` are all author rows of the name, as a list of [name, number of
// authorships]. `paper_count` is the number of their works.
// :param query => "+fold_key:ada* authorships_from:4^1"
// :param exact => 1000
// :param hits => 200
// :param whole_names => [{fold_key: "ada", name_key: "ada"}]
// :param names => 40
CALL () {
  CALL db.index.fulltext.queryNodes("author_words", $query, {limit: $hits}) YIELD node AS author, score
  RETURN author.name_key AS key, score, 1 AS hit, false AS whole
  UNION ALL
  UNWIND $whole_names AS name
  MATCH (author:Author {fold_key: name.fold_key})
  USING INDEX SEEK author:Author(fold_key)
  WITH author.name_key AS key, name.name_key AS typed
  RETURN key, CASE key WHEN typed THEN toFloat($exact) ELSE 0.0 END AS score, 0 AS hit, true AS whole
}
WITH key, max(score) AS score, max(whole) AS whole, sum(hit) AS hits
WITH collect({key: key, score: score, whole: whole}) AS found, sum(hits) AS hits
UNWIND found AS name
WITH hits, name.key AS key, name.whole AS whole, name.score >= $exact AS as_typed
WHERE key IS NOT NULL
CALL (key) {
  MATCH (author:Author {name_key: key})
  USING INDEX SEEK author:Author(name_key)
  RETURN sum(COUNT { (author)-[:AUTHORED]->() }) AS authorships
}
WITH hits, key, as_typed, whole, authorships
ORDER BY as_typed DESC, whole DESC, authorships DESC, key
LIMIT $names
RETURN key,
       as_typed,
       whole,
       authorships,
       hits,
       COLLECT {
         MATCH (author:Author {name_key: key})
         USING INDEX SEEK author:Author(name_key)
         RETURN [author.name, COUNT { (author)-[:AUTHORED]->() }]
       } AS rows,
       COUNT {
         MATCH (author:Author {name_key: key})-[:AUTHORED {role: "author"}]->(paper)
         USING INDEX SEEK author:Author(name_key)
         RETURN DISTINCT paper.work_id
       } AS paper_count
ORDER BY as_typed DESC, whole DESC, authorships DESC, key
