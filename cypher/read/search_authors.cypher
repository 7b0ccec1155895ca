// Names that have searched words, those with the most authorships first
//
// One row per name, at most `names`, those typed so first. `hits` is the number of author rows that the full-text index
// gave, at most as many as asked for; `as_typed` says whether the index gave a row of the name the score `exact` or
// more. `rows` are all author rows of the name, as a list of [name, number of authorships]. `paper_count` is the number
// of their works.
// :param query => "+fold_key:ada* authorships_from:4^1"
// :param exact => 1000
// :param hits => 200
// :param names => 40
CALL db.index.fulltext.queryNodes("author_words", $query, {limit: $hits}) YIELD node AS hit, score
WITH hit.name_key AS key, max(score) AS score, count(*) AS hits
WITH collect({key: key, score: score}) AS found, sum(hits) AS hits
UNWIND found AS name
WITH hits, name.key AS key, name.score >= $exact AS as_typed
WHERE key IS NOT NULL
CALL (key) {
  MATCH (author:Author {name_key: key})
  USING INDEX SEEK author:Author(name_key)
  RETURN sum(COUNT { (author)-[:AUTHORED]->() }) AS authorships
}
WITH hits, key, as_typed, authorships
ORDER BY as_typed DESC, authorships DESC, key
LIMIT $names
RETURN key,
       as_typed,
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
ORDER BY as_typed DESC, authorships DESC, key
