// The states of the server's databases
//
// One row per database that the user may see, and per server of a cluster. `message` is the server's error message for
// it; empty without an error.
SHOW DATABASES YIELD name, address, statusMessage
RETURN name, address, statusMessage AS message
ORDER BY name, address
