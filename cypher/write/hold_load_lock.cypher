// The lock of a load: a source that is never committed
//
// Since source names are unique, only one transaction at a time can create it; its second run finds it.
// Rows: none.
// :param name => "(load lock)"
MERGE (:Source {name: $name})
