// The bookkeeping at the beginning of a removal or a rekeying
//
// `owed_since` is the first revision that the command shall settle, if it is not its own.
// One row: the work's revision.
// :param source => "dblp"
// :param state => "removing"
// :param owed_since => null
// :param own_venues => null
OPTIONAL MATCH (any:Source)
WITH coalesce(max(any.revision), 0) + 1 AS revision
MATCH (source:Source {name: $source})
SET source.revision = revision,
    source.state = $state,
    source.owed_since = coalesce($owed_since, source.owed_since, revision),
    source.own_venues = $own_venues
RETURN revision
