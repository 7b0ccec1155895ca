// The authorships and the venues of paper rows
//
// The paper rows, author rows and venues exist already.
// Rows: none.
// :param rows => [{paper_id: "dblp:1", published_at: {venue_id: "neurips", year: 1843, track: null, type: null, printed_venue: "NIPS", venue_key: null}, authored: [{author_id: "dblp:Ada Lovelace", position: 1, printed_name: "Ada Lovelace", role: "author", orcid: null, printed_key: null}]}]
UNWIND $rows AS row
MATCH (paper:Paper {paper_id: row.paper_id})
CALL (paper, row) {
  WITH paper, row.published_at AS published_at
  WHERE published_at IS NOT NULL
  MATCH (venue:Venue {venue_id: published_at.venue_id})
  CREATE (paper)-[:PUBLISHED_AT {
    year: published_at.year,
    track: published_at.track,
    type: published_at.type,
    printed_venue: published_at.printed_venue,
    venue_key: published_at.venue_key
  }]->(venue)
}
WITH paper, row.authored AS authorships
UNWIND authorships AS authorship
MATCH (author:Author {author_id: authorship.author_id})
CREATE (author)-[:AUTHORED {
  position: authorship.position,
  printed_name: authorship.printed_name,
  role: authorship.role,
  orcid: authorship.orcid,
  printed_key: authorship.printed_key
}]->(paper)
