// A work with everything that its rows say
//
// One row a paper row of the work, the preferred one first. `id` is any of the rows' paper_id; the work_id is one.
// :param id => "dblp:1"
MATCH (named:Paper {paper_id: $id})
MATCH (row:Paper {work_id: named.work_id})
OPTIONAL MATCH (row)-[at:PUBLISHED_AT]->(venue)
RETURN row.paper_id AS paper_id,
       row.work_id AS work_id,
       row.source AS source,
       row.preferred AS preferred,
       row.title AS title,
       row.year AS year,
       venue.name AS venue,
       at.printed_venue AS printed_venue,
       at.track AS track,
       row.type AS type,
       COLLECT {
         MATCH (row)<-[authored:AUTHORED {role: "author"}]-(author)
         ORDER BY coalesce(authored.position, 1000000000), author.author_id
         RETURN {author_id: author.author_id, name: author.name, position: authored.position}
       } AS authors,
       row.author_count AS author_count,
       COLLECT {
         MATCH (row)<-[authored:AUTHORED {role: "editor"}]-(editor)
         ORDER BY coalesce(authored.position, 1000000000), editor.author_id
         RETURN {author_id: editor.author_id, name: editor.name, position: authored.position}
       } AS editors,
       row.abstract AS abstract,
       row.doi AS doi,
       row.arxiv_id AS arxiv_id,
       row.url AS url
ORDER BY row.preferred DESC, row.source, paper_id
