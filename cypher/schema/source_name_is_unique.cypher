// One source has one name
CREATE CONSTRAINT source_name_is_unique IF NOT EXISTS
FOR (source:Source) REQUIRE source.name IS UNIQUE
