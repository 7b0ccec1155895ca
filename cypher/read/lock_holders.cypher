// Whether a transaction of graphapp holds the locks of a query
//
// One row. Only transactions that the connected user can see count.
// :param lock => "write/hold_load_lock"
SHOW TRANSACTIONS
YIELD metaData
WHERE metaData.app = "graphapp" AND metaData.query = $lock AND metaData.holds
RETURN count(*) > 0 AS held
