// Statements whose names follow other rules than the current ones
//
// One row per statement, also if it was undone. At most `limit` rows, behind the id `after`.
// :param after => 0
// :param key_version => 0
// :param limit => 1000
MATCH (statement:Statement)
WHERE statement.statement_id > $after AND coalesce(statement.key_version, -1) <> $key_version
RETURN statement.statement_id AS statement_id,
       {
         kind: statement.one_kind,
         name: statement.one_name,
         name_key: statement.one_key,
         homonym: statement.one_homonym,
         author_id: statement.one_id,
         paper_id: statement.one_paper,
         typed: statement.one_typed
       } AS one,
       {
         kind: statement.other_kind,
         name: statement.other_name,
         name_key: statement.other_key,
         homonym: statement.other_homonym,
         author_id: statement.other_id,
         paper_id: statement.other_paper,
         typed: statement.other_typed
       } AS other
ORDER BY statement_id
LIMIT $limit
