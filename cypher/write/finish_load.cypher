// The bookkeeping at the end of a load: every source is settled
//
// Another source whose input was not read to its end keeps its state.
// Rows: none.
// :param sources => ["dblp"]
MATCH (source:Source)
WHERE source.owed_since IS NOT NULL
SET source.owed_since = NULL
WITH source
WHERE source.name IN $sources
SET source.state = "complete", source.loaded_at = datetime()
