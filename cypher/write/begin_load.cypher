// The bookkeeping at the beginning of a load
//
// `owed_since` is the first revision that the load shall settle, if it is not its own.
// One row: the load's revision. What is known of the source stays as its first load wrote it, but for its rank.
// :param source => "dblp"
// :param homonym_numbers => true
// :param complete_lists => true
// :param rank => 10
// :param key_version => 1
// :param venues_version => 1
// :param own_venues => null
// :param owed_since => null
OPTIONAL MATCH (any:Source)
WITH coalesce(max(any.revision), 0) + 1 AS revision
MERGE (source:Source {name: $source})
SET source.revision = revision,
    source.state = "loading",
    source.owed_since = coalesce($owed_since, source.owed_since, revision),
    source.homonym_numbers = $homonym_numbers,
    source.complete_lists = $complete_lists,
    source.rank = $rank,
    source.key_version = $key_version,
    source.venues_version = $venues_version,
    source.own_venues = $own_venues
RETURN revision
