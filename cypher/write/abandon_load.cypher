// The bookkeeping of a load that ends before it writes anything
//
// `state` is the state that the source had before.
// Rows: none.
// :param source => "dblp"
// :param state => "complete"
MATCH (source:Source {name: $source})
SET source.state = $state,
    source.owed_since = CASE source.owed_since WHEN source.revision THEN NULL ELSE source.owed_since END
