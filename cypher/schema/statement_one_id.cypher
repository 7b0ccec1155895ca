// Statements are looked up by the author row of their one side
CREATE INDEX statement_one_id IF NOT EXISTS
FOR (statement:Statement) ON (statement.one_id)
