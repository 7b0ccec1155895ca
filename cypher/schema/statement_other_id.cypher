// Statements are looked up by the author row of their other side
CREATE INDEX statement_other_id IF NOT EXISTS
FOR (statement:Statement) ON (statement.other_id)
