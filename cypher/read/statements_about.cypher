// What people said about some names and author rows, as far as it stands
//
// One row per statement. The names are those that the statements had when they were said, so what was said of the
// author rows of a name counts too: a row may have had another name then. So does what was said of a paper's author by
// a name that papers print for these rows, since the author may have had a row of that name then.
// :param name_keys => ["ada lovelace"]
// :param author_ids => ["dblp:Ada Lovelace"]
CALL () {
  UNWIND $name_keys AS name_key
  MATCH (statement:Statement {one_key: name_key})
  RETURN statement
  UNION
  UNWIND $name_keys AS name_key
  MATCH (statement:Statement {other_key: name_key})
  RETURN statement
  UNION
  UNWIND $name_keys AS name_key
  MATCH (author:Author {name_key: name_key})
  USING INDEX SEEK author:Author(name_key)
  MATCH (statement:Statement {one_id: author.author_id})
  USING INDEX SEEK statement:Statement(one_id)
  RETURN statement
  UNION
  UNWIND $name_keys AS name_key
  MATCH (author:Author {name_key: name_key})
  USING INDEX SEEK author:Author(name_key)
  MATCH (statement:Statement {other_id: author.author_id})
  USING INDEX SEEK statement:Statement(other_id)
  RETURN statement
  UNION
  UNWIND $author_ids AS author_id
  MATCH (statement:Statement {one_id: author_id})
  RETURN statement
  UNION
  UNWIND $author_ids AS author_id
  MATCH (statement:Statement {other_id: author_id})
  RETURN statement
  UNION
  // Where nobody said anything, no paper of the names is looked at.
  MATCH (said:Statement)
  WITH count(said) AS said
  WHERE said > 0
  UNWIND $name_keys AS name_key
  MATCH (author:Author {name_key: name_key})-[authored:AUTHORED]->()
  USING INDEX SEEK author:Author(name_key)
  WITH DISTINCT name_key, authored.printed_key AS printed_key
  WHERE printed_key <> name_key
  CALL (printed_key) {
    MATCH (statement:Statement {one_key: printed_key})
    WHERE statement.one_kind = "authorship"
    RETURN statement
    UNION
    MATCH (statement:Statement {other_key: printed_key})
    WHERE statement.other_kind = "authorship"
    RETURN statement
  }
  RETURN statement
}
WITH statement
WHERE statement.undone_at IS NULL
RETURN statement.statement_id AS statement_id,
       statement.same AS same,
       {
         kind: statement.one_kind,
         name: statement.one_name,
         name_key: statement.one_key,
         homonym: statement.one_homonym,
         author_id: statement.one_id,
         paper_id: statement.one_paper
       } AS one,
       {
         kind: statement.other_kind,
         name: statement.other_name,
         name_key: statement.other_key,
         homonym: statement.other_homonym,
         author_id: statement.other_id,
         paper_id: statement.other_paper
       } AS other,
       statement.why AS why,
       statement.who AS who,
       statement.at AS at,
       statement.undone_at AS undone_at,
       statement.undone_by AS undone_by
ORDER BY statement_id
