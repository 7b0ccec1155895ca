// The lock of a load: a source that is never committed
//
// The uniqueness of source names lets one transaction at a time create it; run again, it finds it.
// Rows: none.
// :param name => "(load lock)"
MERGE (:Source {name: $name})
