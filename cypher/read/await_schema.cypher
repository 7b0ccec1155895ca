// Wait until every index is ready
//
// One row, `ready`, as soon as they are; it waits at most five hours.
CALL db.awaitIndexes(18000)
RETURN true AS ready
