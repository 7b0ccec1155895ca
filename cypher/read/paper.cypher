// A work with all facts from its rows
//
// One row per paper row of the work, the preferred one first. `id` is the paper_id of any of the rows; the work_id is
// one of these. `torn` says whether the row lacks authors or its venue, as can be while a load writes.
// `identifiers` are pairs of property and value, of the properties asked for.
// :param identifiers => ["doi", "arxiv_id", "pmid"]
// :param id => "dblp:1"
MATCH (named:Paper {paper_id: $id})
MATCH (row:Paper {work_id: named.work_id})
OPTIONAL MATCH (row)-[at:PUBLISHED_AT]->(venue)
RETURN row.paper_id AS paper_id,
       row.work_id AS work_id,
       row.source AS source,
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
       [name IN $identifiers WHERE row[name] IS NOT NULL | [name, row[name]]] AS identifiers,
       row.url AS url,
       COUNT { (row)<-[:AUTHORED]-() } + COUNT { (row)-[:PUBLISHED_AT]->() } <> row.link_count AS torn
ORDER BY row.preferred DESC, row.source, paper_id
