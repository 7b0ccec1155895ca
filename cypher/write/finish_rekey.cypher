// The bookkeeping at the end of a rekeying: every source is settled
//
// `state` is the state that the source had before.
// Rows: none.
// :param source => "dblp"
// :param state => "complete"
// :param key_version => 1
// :param venues_version => 1
MATCH (source:Source)
SET source.owed_since = NULL
WITH source
WHERE source.name = $source
SET source.state = $state,
    source.key_version = $key_version,
    source.venues_version = $venues_version
