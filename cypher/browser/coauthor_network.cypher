// Coauthor network: the names with the most works of sources or a venue, and the papers that they wrote together
//
// One row per author row of a name in the network, and one per pair of authorships of two names on a joint paper.
// `papers` is the maximum number of joint papers of each pair of names, newest first, and `limit` is that of
// names. Null means all sources, all venues, all years. The venue is a venue_id.
// :param sources => null
// :param venue_id => "neurips"
// :param since => 2020
// :param limit => 25
// :param papers => 1
CALL () {
  // Each way to the rows has a branch that seeks its index. The branch of the other one unwinds an empty list.
  UNWIND CASE WHEN $venue_id IS NULL THEN coalesce([source IN $sources | source + ":"], [""]) ELSE [] END AS prefix
  MATCH (paper:Paper)
  WHERE paper.paper_id STARTS WITH prefix
  RETURN paper
  UNION ALL
  UNWIND CASE WHEN $venue_id IS NULL THEN [] ELSE [$venue_id] END AS venue_id
  MATCH (venue:Venue {venue_id: venue_id})<-[:PUBLISHED_AT]-(work)
  USING INDEX SEEK venue:Venue(venue_id)
  WHERE work.preferred
  MATCH (paper:Paper {work_id: work.work_id})
  USING INDEX SEEK paper:Paper(work_id)
  RETURN paper
}
WITH paper,
     CASE
       WHEN paper.preferred OR $since IS NULL THEN paper
       ELSE coalesce(
         head(COLLECT { MATCH (row:Paper {work_id: paper.work_id}) WHERE row.preferred RETURN row }),
         paper
       )
     END AS work
WHERE ($sources IS NULL OR paper.source IN $sources) AND ($since IS NULL OR work.year >= $since)
MATCH (paper)<-[:AUTHORED {role: "author"}]-(author)
WITH author.name_key AS key, count(DISTINCT paper.work_id) AS works
ORDER BY works DESC, key
LIMIT $limit
WITH collect(key) AS keys
CALL (keys) {
  UNWIND keys AS key
  MATCH drawn = (author:Author {name_key: key})
  USING INDEX SEEK author:Author(name_key)
  RETURN drawn, key, null AS other, 0 AS place, author.author_id AS author_id
  UNION ALL
  UNWIND keys AS key
  MATCH (author:Author {name_key: key})
  USING INDEX SEEK author:Author(name_key)
  MATCH joint = (author)-[:AUTHORED {role: "author"}]->(paper)<-[:AUTHORED {role: "author"}]-(coauthor)
  WHERE coauthor.name_key IN keys
    AND key < coauthor.name_key
    AND ($sources IS NULL OR paper.source IN $sources)
  WITH key,
       author,
       coauthor,
       paper,
       joint,
       CASE
         WHEN paper.preferred OR ($since IS NULL AND $venue_id IS NULL) THEN paper
         ELSE coalesce(
           head(COLLECT { MATCH (row:Paper {work_id: paper.work_id}) WHERE row.preferred RETURN row }),
           paper
         )
       END AS work
  WHERE ($since IS NULL OR work.year >= $since)
    AND ($venue_id IS NULL OR EXISTS { MATCH (work)-[:PUBLISHED_AT]->(venue) WHERE venue.venue_id = $venue_id })
  WITH key, coauthor.name_key AS other, joint
  ORDER BY coalesce(paper.year, -1) DESC, toLower(paper.title), paper.paper_id, author.author_id, coauthor.author_id
  WITH key, other, collect(joint)[..$papers] AS joints
  UNWIND range(0, size(joints) - 1) AS place
  RETURN joints[place] AS drawn, key, other, place, null AS author_id
}
RETURN drawn
ORDER BY key, other, place, author_id
