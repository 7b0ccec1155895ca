// What paper rows state of their authors and their venue
//
// One row per paper row that exists: its relationships with their properties; `published_at` holds at most one venue.
// :param paper_ids => ["dblp:1"]
UNWIND $paper_ids AS paper_id
MATCH (paper:Paper {paper_id: paper_id})
RETURN paper_id,
       COLLECT {
         MATCH (paper)<-[authored:AUTHORED]-(author:Author)
         RETURN {
           author_id: author.author_id,
           position: authored.position,
           printed_name: authored.printed_name,
           role: authored.role,
           orcid: authored.orcid,
           printed_key: authored.printed_key
         }
       } AS authored,
       COLLECT {
         MATCH (paper)-[at:PUBLISHED_AT]->(venue:Venue)
         RETURN {
           venue_id: venue.venue_id,
           year: at.year,
           track: at.track,
           type: at.type,
           printed_venue: at.printed_venue,
           venue_key: at.venue_key
         }
       } AS published_at
ORDER BY paper_id
