// A statement that counts no more
//
// One row if it stood until then: its id.
// :param statement_id => 1
// :param undone_at => "2026-01-31T12:00:00Z"
// :param undone_by => "ada"
MATCH (statement:Statement {statement_id: $statement_id})
WHERE statement.undone_at IS NULL
SET statement.undone_at = $undone_at, statement.undone_by = $undone_by
RETURN statement.statement_id AS statement_id
