// Whether a running command still has its turn to write
//
// Until the transaction ends, no other command can begin: MERGE locks the name of the source for reading, and each
// beginning locks the names of unfinished sources for writing. A source that is gone is created, so the caller must
// undo the transaction when the turn is not kept.
// One row: kept.
// :param source => "dblp"
// :param revision => 1
MERGE (source:Source {name: $source})
RETURN source.revision = $revision
   AND source.owed_since IS NOT NULL
   AND NOT EXISTS { (other:Source) WHERE other.revision > $revision } AS kept
