// Names that resemble one that the graph does not hold
//
// One row a name, at most 500; `prefixes` are beginnings of folded names that are worth a look.
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
RETURN DISTINCT author.name AS name, author.fold_key AS fold_key
ORDER BY fold_key, name
LIMIT 500
