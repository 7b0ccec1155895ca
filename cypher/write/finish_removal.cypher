// The bookkeeping of a source that is gone: nothing is owed to any source
//
// Rows: none.
// :param source => "dblp"
MATCH (source:Source)
SET source.owed_since = NULL
WITH source
WHERE source.name = $source
DELETE source
