// Paper rows that the graph lacks, with their authorships and venues
//
// The author rows and venues exist already.
// Rows: none.
// :param rows => [{properties: {paper_id: "dblp:1", title: "Notes", work_id: "dblp:1"}, published: {venue_id: "neurips", properties: {year: 1843}}, authorships: [{author_id: "dblp:Ada Lovelace", properties: {position: 1, printed_name: "Ada Lovelace", role: "author"}}]}]
UNWIND $rows AS row
CREATE (paper:Paper)
SET paper = row.properties
WITH paper, row
CALL (paper, row) {
  WITH paper, row.published AS published
  WHERE published IS NOT NULL
  MATCH (venue:Venue {venue_id: published.venue_id})
  CREATE (paper)-[at:PUBLISHED_AT]->(venue)
  SET at = published.properties
}
WITH paper, row
UNWIND row.authorships AS authorship
MATCH (author:Author {author_id: authorship.author_id})
CREATE (author)-[authored:AUTHORED]->(paper)
SET authored = authorship.properties
