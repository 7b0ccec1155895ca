// Paper rows that the graph lacks, with their authorships and venues
//
// The author rows and venues exist already.
// Rows: none.
// :param rows => [{properties: {paper_id: "dblp:1", title: "Notes", work_id: "dblp:1"}, published: {venue_id: "neurips", year: 1843, track: null, type: null, printed_venue: "NIPS", venue_key: null}, authorships: [{author_id: "dblp:Ada Lovelace", position: 1, printed_name: "Ada Lovelace", role: "author", orcid: null}]}]
UNWIND $rows AS row
CREATE (paper:Paper)
SET paper += row.properties
WITH paper, row
CALL (paper, row) {
  WITH paper, row.published AS published
  WHERE published IS NOT NULL
  MATCH (venue:Venue {venue_id: published.venue_id})
  CREATE (paper)-[:PUBLISHED_AT {
    year: published.year,
    track: published.track,
    type: published.type,
    printed_venue: published.printed_venue,
    venue_key: published.venue_key
  }]->(venue)
}
WITH paper, row.authorships AS authorships
UNWIND authorships AS authorship
MATCH (author:Author {author_id: authorship.author_id})
CREATE (author)-[:AUTHORED {
  position: authorship.position,
  printed_name: authorship.printed_name,
  role: authorship.role,
  orcid: authorship.orcid
}]->(paper)
