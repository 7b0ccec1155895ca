// The constraints and indexes of the database
//
// One row an index; a uniqueness constraint has the index that holds it, of the same name.
SHOW INDEXES YIELD name, state
RETURN name, state
ORDER BY name
