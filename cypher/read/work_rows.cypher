// The facts that decide which paper rows state one work
//
// One row per paper row. `author_names` are its authors as it prints them.
// `identifiers` are pairs of property and value, of the properties asked for.
// :param identifiers => ["doi", "arxiv_id", "pmid"]
// :param paper_ids => ["dblp:1"]
UNWIND $paper_ids AS paper_id
MATCH (paper:Paper {paper_id: paper_id})
OPTIONAL MATCH (paper)-[:PUBLISHED_AT]->(venue:Venue)
RETURN paper.paper_id AS paper_id,
       paper.source AS source,
       paper.title AS title,
       paper.title_key AS title_key,
       paper.year AS year,
       paper.type AS type,
       [name IN $identifiers WHERE paper[name] IS NOT NULL | [name, paper[name]]] AS identifiers,
       paper.author_count IS NOT NULL AS complete,
       venue.venue_id AS venue_id,
       venue.name AS venue,
       venue.kind AS venue_kind,
       COLLECT {
         MATCH (paper)<-[authored:AUTHORED {role: "author"}]-()
         RETURN DISTINCT authored.printed_name AS printed_name
         ORDER BY printed_name
       } AS author_names,
       paper.work_id AS work_id,
       paper.preferred AS preferred
ORDER BY paper_id
