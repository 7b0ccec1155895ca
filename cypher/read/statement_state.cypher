// How far the statements of people have come: it changes whenever one is said or undone
//
// One row. `latest` is the greatest id, 0 without any.
OPTIONAL MATCH (statement:Statement)
WHERE statement.statement_id > 0
WITH coalesce(max(statement.statement_id), 0) AS latest
RETURN latest, COUNT { MATCH (undone:Statement) WHERE undone.undone_at > "" } AS undone
