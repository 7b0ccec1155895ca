// Names that may be other forms of one name
//
// One row per printed form of a name; the rules that relate two names then choose among them.
// `fold_keys` are folded forms to look up, `ranges` are beginnings of folded forms, each with a part that the forms
// contain.
// :param fold_keys => ["ada lovelace", "lovelace ada"]
// :param ranges => [{prefix: "a", part: " lovelace"}]
CALL () {
  UNWIND $fold_keys AS fold_key
  MATCH (author:Author {fold_key: fold_key})
  RETURN author
  UNION
  UNWIND $ranges AS range
  MATCH (author:Author)
  WHERE author.fold_key STARTS WITH range.prefix AND author.fold_key CONTAINS range.part
  RETURN author
}
RETURN DISTINCT author.name AS name, author.name_key AS key
ORDER BY key, name
