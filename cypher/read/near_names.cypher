// Names that are similar to a name that the graph does not hold
//
// One row per exact cluster, at most 500, with a spelling of its name that has small letters if there is one.
// `prefixes` are beginnings of folded names to look up.
// :param fold_keys => ["ada lovelace", "lovelace ada"]
// :param prefixes => ["ada lo"]
CALL () {
  MATCH (author:Author)
  WHERE author.fold_key IN $fold_keys
  RETURN author
  UNION
  UNWIND $prefixes AS prefix
  MATCH (author:Author)
  WHERE author.fold_key STARTS WITH prefix
  RETURN author
  LIMIT 1000
}
WITH author.name_key AS key, author.fold_key AS fold_key, max(author.name) AS name
RETURN fold_key, name
ORDER BY fold_key, key
LIMIT 500
