// The venues that share authors with a venue are looked up by its id
CREATE INDEX venue_lifts_id IF NOT EXISTS
FOR (lifts:VenueLifts) ON (lifts.venue_id)
