// The bookkeeping at the end of a rekeying: every source is settled
//
// `states` maps each source that was rekeyed to the state that it had before.
// Rows: none.
// :param states => {dblp: "complete"}
// :param key_version => 1
// :param venues_version => 1
MATCH (source:Source)
SET source.owed_since = NULL
WITH source, $states[source.name] AS state
WHERE state IS NOT NULL
SET source.state = state,
    source.key_version = $key_version,
    source.venues_version = $venues_version
