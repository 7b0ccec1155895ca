// Whether the database holds no node
//
// One row. The server keeps the number of nodes.
MATCH (node)
RETURN count(node) = 0 AS empty
