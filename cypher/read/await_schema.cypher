// Wait until every index is ready
//
// One row, once they are; at most five hours.
CALL db.awaitIndexes(18000)
RETURN true AS ready
ORDER BY ready
