// All paper rows with their authorships and venues, in the order of their ids
//
// One row per paper row: its properties without the stamps of loads. `published` holds at most one venue.
// `identifiers` are pairs of property and value, of the properties asked for.
// :param identifiers => ["doi", "arxiv_id", "pmid"]
MATCH (paper:Paper)
WHERE paper.paper_id > ""
RETURN paper.paper_id AS paper_id,
       paper.title AS title,
       paper.title_key AS title_key,
       paper.abstract AS abstract,
       paper.year AS year,
       paper.type AS type,
       [name IN $identifiers WHERE paper[name] IS NOT NULL | [name, paper[name]]] AS identifiers,
       paper.url AS url,
       paper.source AS source,
       paper.author_count AS author_count,
       paper.work_id AS work_id,
       paper.preferred AS preferred,
       paper.row_hash AS row_hash,
       COLLECT {
         MATCH (paper)-[at:PUBLISHED_AT]->(venue:Venue)
         ORDER BY venue.venue_id
         RETURN {
           venue_id: venue.venue_id,
           year: at.year,
           track: at.track,
           type: at.type,
           printed_venue: at.printed_venue,
           venue_key: at.venue_key
         }
       } AS published,
       COLLECT {
         MATCH (paper)<-[authored:AUTHORED]-(author:Author)
         ORDER BY authored.role,
                  coalesce(authored.position, 1000000000),
                  author.author_id,
                  authored.printed_name,
                  coalesce(authored.orcid, "")
         RETURN {
           author_id: author.author_id,
           position: authored.position,
           printed_name: authored.printed_name,
           role: authored.role,
           orcid: authored.orcid,
           printed_key: authored.printed_key
         }
       } AS authored
ORDER BY paper_id
