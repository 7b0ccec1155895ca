// The sources and the numbers of rows and works that each one states
//
// One row per source; papers counts the works that it states, alone or with other sources.
MATCH (source:Source)
WHERE source.revision IS NOT NULL
RETURN source.name AS name,
       source.state AS state,
       COUNT { MATCH (paper:Paper) WHERE paper.paper_id STARTS WITH source.name + ":" } AS rows,
       COUNT {
         MATCH (paper:Paper)
         WHERE paper.paper_id STARTS WITH source.name + ":"
         RETURN DISTINCT paper.work_id
       } AS papers,
       source.key_version AS key_version,
       source.venues_version AS venues_version,
       source.owed_since IS NOT NULL AS owed,
       toString(source.loaded_at) AS loaded_at
ORDER BY name
