// The works of given names in a scope, with those of their authors that belong to a network
//
// One row. `works` has an element per paper row in the scope that names a given author; its `authors` are name keys among
// `network`, perhaps with repetitions. The scope is as in `network_names`. An unknown author_count, for which `complete`
// is false, is the number of authors that this row names. `torn` says whether the authors of a paper row were not
// read whole, as can be while a load writes.
// :param keys => ["ada lovelace"]
// :param network => ["ada lovelace", "charles babbage"]
// :param sources => null
// :param venue_id => null
// :param since => null
UNWIND $keys AS key
MATCH (author:Author {name_key: key})
USING INDEX SEEK author:Author(name_key)
MATCH (author)-[:AUTHORED {role: "author"}]->(paper)
WHERE $sources IS NULL OR paper.source IN $sources
WITH DISTINCT paper
WITH paper,
     CASE
       WHEN paper.preferred THEN paper
       ELSE coalesce(
         head(COLLECT { MATCH (row:Paper {work_id: paper.work_id}) WHERE row.preferred RETURN row }),
         paper
       )
     END AS work
WHERE ($since IS NULL OR work.year >= $since)
  AND ($venue_id IS NULL OR EXISTS { MATCH (work)-[:PUBLISHED_AT]->(venue) WHERE venue.venue_id = $venue_id })
WITH paper,
     work,
     coalesce(
       work.author_count,
       COUNT { MATCH (work)<-[:AUTHORED {role: "author"}]-(author) RETURN DISTINCT author }
     ) AS author_count
CALL (paper) {
  MATCH (paper)<-[authored:AUTHORED]-(coauthor)
  WITH authored.role AS role, coauthor.name_key AS key
  RETURN collect(CASE WHEN role = "author" AND key IN $network THEN key END) AS authors,
         count(CASE WHEN key IS NOT NULL THEN role END) AS people
}
// Counted from what was read, since the row may change between a count and the reading, or go.
WITH work,
     author_count,
     authors,
     NOT coalesce(people + COUNT { (paper)-[:PUBLISHED_AT]->() } = paper.link_count, false) AS lacks_links
RETURN count(CASE WHEN lacks_links THEN 1 END) > 0 AS torn,
       collect({
         work_id: work.work_id,
         year: work.year,
         author_count: author_count,
         complete: work.author_count IS NOT NULL,
         authors: authors
       }) AS works
