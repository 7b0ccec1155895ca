// Statements are looked up by the name of their one side
CREATE INDEX statement_one_key IF NOT EXISTS
FOR (statement:Statement) ON (statement.one_key)
