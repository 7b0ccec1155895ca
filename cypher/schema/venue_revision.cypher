// Venues that a load touched are looked up by its revision
CREATE INDEX venue_revision IF NOT EXISTS
FOR (venue:Venue) ON (venue.revision)
