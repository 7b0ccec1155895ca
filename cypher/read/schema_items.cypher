// The constraints and indexes of the database
//
// One row per index; a uniqueness constraint has an index of the same name.
SHOW INDEXES YIELD name, type, state
RETURN name, type, state
ORDER BY name
