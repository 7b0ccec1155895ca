// Venues that a batch names, marked for the end of the load, which settles what they show
//
// Rows: none.
// :param revision => 1
// :param rows => [{venue_id: "neurips", name: "NeurIPS", kind: "conference"}]
UNWIND $rows AS row
MERGE (venue:Venue {venue_id: row.venue_id})
  ON CREATE SET venue += row
SET venue.revision = $revision
