// One person record has one id
CREATE CONSTRAINT person_id_is_unique IF NOT EXISTS
FOR (person:PersonRecord) REQUIRE person.person_id IS UNIQUE
