// One venue has one id
CREATE CONSTRAINT venue_id_is_unique IF NOT EXISTS
FOR (venue:Venue) REQUIRE venue.venue_id IS UNIQUE
