// A work with all facts from its rows
//
// One row per paper row of the work, the preferred one first. `id` is the paper_id of any of the rows; the work_id is
// one of these. `torn` says whether the authors or the venue of the row were not read whole, as can be
// while a load writes.
// `identifiers` are pairs of property and value, of the properties asked for.
// :param identifiers => ["doi", "arxiv_id", "pmid"]
// :param id => "dblp:1"
MATCH (named:Paper {paper_id: $id})
USING INDEX SEEK named:Paper(paper_id)
MATCH (row:Paper {work_id: named.work_id})
USING INDEX SEEK row:Paper(work_id)
CALL (row) {
  MATCH (row)-[at:PUBLISHED_AT]->(venue)
  RETURN collect({name: venue.name, printed: at.printed_venue, track: at.track}) AS venues
}
CALL (row) {
  MATCH (row)<-[authored:AUTHORED]-(person)
  // An authorship that goes has no role at last, so that `people` counts those that were read whole.
  WITH authored, {author_id: person.author_id, name: person.name, position: authored.position} AS shown
  ORDER BY coalesce(shown.position, 1000000000), shown.author_id
  WITH shown, authored.role AS role
  RETURN count(role) AS people,
         collect(CASE role WHEN "author" THEN shown END) AS authors,
         collect(CASE role WHEN "editor" THEN shown END) AS editors
}
RETURN row.paper_id AS paper_id,
       row.work_id AS work_id,
       row.source AS source,
       row.title AS title,
       row.year AS year,
       venues[0].name AS venue,
       venues[0].printed AS printed_venue,
       venues[0].track AS track,
       row.type AS type,
       authors,
       row.author_count AS author_count,
       editors,
       row.abstract AS abstract,
       [name IN $identifiers WHERE row[name] IS NOT NULL | [name, row[name]]] AS identifiers,
       row.url AS url,
       NOT coalesce(people + size(venues) = row.link_count, false) AS torn
ORDER BY row.preferred DESC, row.source, paper_id
