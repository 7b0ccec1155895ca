// Paper rows with all facts from their records
//
// One row per paper row; publication is null for one without a venue.
// :param paper_ids => ["dblp:1"]
UNWIND $paper_ids AS paper_id
MATCH (paper:Paper {paper_id: paper_id})
OPTIONAL MATCH (paper)-[at:PUBLISHED_AT]->(venue:Venue)
RETURN paper.paper_id AS paper_id,
       properties(paper) AS properties,
       CASE WHEN at IS NULL THEN NULL ELSE properties(at) END AS publication,
       venue.venue_id AS venue_id,
       COLLECT {
         MATCH (author:Author)-[authored:AUTHORED]->(paper)
         ORDER BY authored.role, coalesce(authored.position, 1000000000), author.author_id
         RETURN {author: properties(author), authored: properties(authored)}
       } AS authorships
ORDER BY paper_id
