// One statement has one id
CREATE CONSTRAINT statement_id_is_unique IF NOT EXISTS
FOR (statement:Statement) REQUIRE statement.statement_id IS UNIQUE
