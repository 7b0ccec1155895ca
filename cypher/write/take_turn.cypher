// Waits for transactions of commands that have not ended
//
// `keep_turn` locks the name of its source for reading until its transaction ends; taking the name away and giving it
// back waits for that.
// Rows: none.
MATCH (source:Source)
WHERE source.owed_since IS NOT NULL
WITH source, source.name AS name
REMOVE source.name
SET source.name = name
