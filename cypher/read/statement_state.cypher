// How far the statements of people have come
//
// One row. `latest` is the greatest id, 0 without any.
OPTIONAL MATCH (statement:Statement)
WHERE statement.statement_id > 0
RETURN coalesce(max(statement.statement_id), 0) AS latest
