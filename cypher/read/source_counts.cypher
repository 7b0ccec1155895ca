// The sources and the numbers of rows and works that each one states
//
// One row per source; `papers` counts the works that it states, alone or with other sources: the rows that no row of the
// source comes before in their work. A work has the smallest of its rows' ids, so that only joined rows need a look.
MATCH (source:Source)
WHERE source.revision IS NOT NULL
RETURN source.name AS name,
       source.state AS state,
       COUNT { MATCH (paper:Paper) WHERE paper.paper_id STARTS WITH source.name + ":" } AS rows,
       COUNT {
         MATCH (paper:Paper)
         WHERE paper.paper_id STARTS WITH source.name + ":"
           AND (paper.work_id = paper.paper_id
             OR NOT EXISTS {
               MATCH (earlier:Paper {work_id: paper.work_id})
               USING INDEX SEEK earlier:Paper(work_id)
               WHERE earlier.source = source.name AND earlier.paper_id < paper.paper_id
             })
       } AS papers,
       source.key_version AS key_version,
       source.venues_version AS venues_version,
       source.owed_since IS NOT NULL AS owed,
       toString(source.loaded_at) AS loaded_at
ORDER BY name
