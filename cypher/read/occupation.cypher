// Whether the database holds rows, and whether graphapp put them there
//
// One row.
RETURN EXISTS { (row:Author|Paper|Venue) } AS occupied,
       EXISTS { (source:Source) WHERE source.revision IS NOT NULL } AS ours
