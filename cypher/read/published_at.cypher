// The relationships PUBLISHED_AT of a paper row or of a venue
//
// One row per relationship.
// `property` says what `id` is: "paper_id" or "venue_id".
// :param property => "venue_id"
// :param id => "neurips"
CALL () {
  MATCH (paper:Paper {paper_id: $id})-[at:PUBLISHED_AT]->(venue)
  USING INDEX SEEK paper:Paper(paper_id)
  WHERE $property = "paper_id"
  RETURN paper, at, venue
  UNION ALL
  MATCH (venue:Venue {venue_id: $id})<-[at:PUBLISHED_AT]-(paper)
  USING INDEX SEEK venue:Venue(venue_id)
  WHERE $property = "venue_id"
  RETURN paper, at, venue
}
RETURN paper.paper_id AS paper_id,
       venue.venue_id AS venue_id,
       {
         year: at.year,
         track: at.track,
         type: at.type,
         printed_venue: at.printed_venue,
         venue_key: at.venue_key
       } AS properties
ORDER BY paper_id, venue_id
