// Names that may be other forms of one name
//
// One row per exact cluster, with one of its spellings; the rules that relate two names then choose among them.
// `fold_keys` are folded forms to look up. The ranges are beginnings of folded forms and of family keys, each with a
// part that the key contains; a folded form without its spaces also begins with `squashed`.
// `sources` are the sources whose author rows count, null for all.
// :param fold_keys => ["ada lovelace", "lovelace ada"]
// :param fold_ranges => [{prefix: "adal", part: "", squashed: "adalovelace"}]
// :param family_ranges => [{prefix: "lovelace a", part: ""}]
// :param sources => null
CALL () {
  UNWIND $fold_keys AS fold_key
  MATCH (author:Author {fold_key: fold_key})
  USING INDEX SEEK author:Author(fold_key)
  RETURN author
  UNION
  UNWIND $fold_ranges AS range
  MATCH (author:Author)
  USING INDEX SEEK author:Author(fold_key)
  WHERE author.fold_key STARTS WITH range.prefix
    AND author.fold_key CONTAINS range.part
    AND replace(author.fold_key, " ", "") STARTS WITH range.squashed
  RETURN author
  UNION
  UNWIND $family_ranges AS range
  MATCH (author:Author)
  USING INDEX SEEK author:Author(family_key)
  WHERE author.family_key STARTS WITH range.prefix AND author.family_key CONTAINS range.part
  RETURN author
}
WITH author
WHERE $sources IS NULL OR author.source IN $sources
RETURN author.name_key AS key, min(author.name) AS name
ORDER BY key
