// Author rows are looked up by the names under which papers print them
CREATE INDEX authored_printed_key IF NOT EXISTS
FOR ()-[authored:AUTHORED]-() ON (authored.printed_key)
