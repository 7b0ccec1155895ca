// Undone statements are counted
CREATE INDEX statement_undone_at IF NOT EXISTS
FOR (statement:Statement) ON (statement.undone_at)
