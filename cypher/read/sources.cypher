// What is loaded
//
// One row a source. `owed_since` is the first revision whose works and orphans are not settled yet, else null.
MATCH (source:Source)
RETURN source.name AS name,
       source.state AS state,
       source.revision AS revision,
       source.owed_since AS owed_since,
       source.key_version AS key_version,
       source.venues_version AS venues_version,
       toString(source.loaded_at) AS loaded_at
ORDER BY name
