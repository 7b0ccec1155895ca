// Venues that a batch names, created where they are missing
//
// A created venue is marked for the end of the load, which settles what venues show, and so is one that shows another
// name or kind: a further paper row under the shown name changes nothing. A venue may be named under several names.
// Rows: none.
// :param revision => 1
// :param rows => [{venue_id: "neurips", name: "NeurIPS", kind: "conference"}]
UNWIND $rows AS row
MERGE (venue:Venue {venue_id: row.venue_id})
  ON CREATE SET venue += row, venue.revision = $revision
WITH venue, row
WHERE coalesce(venue.name, "") <> row.name OR coalesce(venue.kind, "") <> coalesce(row.kind, "")
SET venue.revision = $revision
