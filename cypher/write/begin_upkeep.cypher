// The bookkeeping at the beginning of a removal or a rekeying
//
// One row: the work's revision.
// :param source => "dblp"
// :param state => "removing"
OPTIONAL MATCH (any:Source)
WITH coalesce(max(any.revision), 0) + 1 AS revision
MATCH (source:Source {name: $source})
SET source.revision = revision,
    source.state = $state,
    source.owed_since = coalesce(source.owed_since, revision)
RETURN revision
