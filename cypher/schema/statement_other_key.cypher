// Statements are looked up by the name of their other side
CREATE INDEX statement_other_key IF NOT EXISTS
FOR (statement:Statement) ON (statement.other_key)
