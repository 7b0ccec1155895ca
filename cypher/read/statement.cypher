// One statement by its id
//
// One row per statement; none for an id that no statement has.
// :param statement_id => 1
MATCH (statement:Statement {statement_id: $statement_id})
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
