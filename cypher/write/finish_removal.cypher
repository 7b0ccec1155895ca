// The bookkeeping at the end of a removal: every source is settled
//
// Rows: none.
// :param source => "dblp"
MATCH (source:Source)
SET source.owed_since = NULL
WITH source
WHERE source.name = $source
DELETE source
