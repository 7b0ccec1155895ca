// Names that resemble one that the graph does not hold
//
// One row an exact cluster, at most 500, with a spelling of its name that has small letters where one has; `prefixes` are beginnings of folded names that are worth a look.
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
RETURN author.name_key AS key, author.fold_key AS fold_key, max(author.name) AS name
ORDER BY fold_key, key
LIMIT 500
