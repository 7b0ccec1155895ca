// The venues that share authors with a venue are looked up by its id, in one edition
CREATE INDEX venue_lifts_id IF NOT EXISTS
FOR (lifts:VenueLifts) ON (lifts.edition, lifts.venue_id)
