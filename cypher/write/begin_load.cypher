// The bookkeeping of a load that begins
//
// One row: the load's revision.
// :param source => "dblp"
// :param key_version => 1
// :param venues_version => 1
OPTIONAL MATCH (any:Source)
WITH coalesce(max(any.revision), 0) + 1 AS revision
MERGE (source:Source {name: $source})
SET source.revision = revision,
    source.state = "loading",
    source.owed_since = coalesce(source.owed_since, revision),
    source.key_version = $key_version,
    source.venues_version = $venues_version
RETURN revision
