// The records of the sources
//
// One row per source. `owed_since` is the first revision whose works and orphans are not settled yet, else null.
// `homonym_numbers`, `complete_lists` and `rank` are what is known of the source; null when it is known from the
// source's name. `own_venues` are the user's own venues for its rows, null for none. `loaded_at` is when its last
// complete load ended, null before the first.
MATCH (source:Source)
WHERE source.revision IS NOT NULL
RETURN source.name AS name,
       source.state AS state,
       source.revision AS revision,
       source.owed_since AS owed_since,
       source.key_version AS key_version,
       source.venues_version AS venues_version,
       source.homonym_numbers AS homonym_numbers,
       source.complete_lists AS complete_lists,
       source.rank AS rank,
       source.own_venues AS own_venues,
       toString(source.loaded_at) AS loaded_at
ORDER BY name
