// All that people said about who is who
//
// One row per statement, in the order in which they were said. `undone` says whether those that were undone are asked
// for, in the place of those that stand.
// :param undone => false
MATCH (statement:Statement)
WHERE statement.statement_id > 0 AND (statement.undone_at IS NOT NULL) = $undone
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
