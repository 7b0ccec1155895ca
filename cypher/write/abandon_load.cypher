// The bookkeeping of a load that ends before it writes anything
//
// `state`, `owed_since` and `rank` are those that the source had before.
// Rows: none.
// :param source => "dblp"
// :param state => "complete"
// :param owed_since => null
// :param rank => 10
MATCH (source:Source {name: $source})
SET source.state = $state,
    source.owed_since = $owed_since,
    source.rank = $rank
