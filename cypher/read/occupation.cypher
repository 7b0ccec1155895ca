// Whether the database holds rows, and whether graphapp put them there
//
// One row.
RETURN EXISTS { (row:Author|Paper|Venue|PersonRecord) } OR EXISTS { (other:Source) WHERE other.revision IS NULL } AS occupied,
       EXISTS { (source:Source) WHERE source.revision IS NOT NULL } AS ours
