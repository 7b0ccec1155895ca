// Whether the database holds no node
//
// One row.
RETURN NOT EXISTS { (node) } AS empty
