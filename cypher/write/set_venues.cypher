// What venues show
//
// Rows: none.
// :param rows => [{venue_id: "neurips", name: "NeurIPS", kind: "conference"}]
UNWIND $rows AS row
MATCH (venue:Venue {venue_id: row.venue_id})
SET venue += row
