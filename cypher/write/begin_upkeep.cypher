// The bookkeeping of work on the rows of a source that reads no input
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
