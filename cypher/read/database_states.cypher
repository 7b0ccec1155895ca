// How the databases of the server are
//
// One row a database that the user may see, one for each server of a cluster. `message` is what the server says went
// wrong with it; empty when nothing did.
SHOW DATABASES YIELD name, address, statusMessage
RETURN name, address, statusMessage AS message
ORDER BY name, address
