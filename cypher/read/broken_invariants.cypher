// How many rows of the graph break its invariants
//
// One row per invariant, with the number of rows that break it. Nodes of other programs under the same labels do not
// count, and neither do rows that stay since somebody else wrote on them: the properties are those that graphapp writes.
// :param author_properties => ["author_id", "name", "name_key", "fold_key", "family_key", "homonym", "source", "orcid", "person_id", "person_ids", "authorships_from", "revision"]
// :param scales => [4, 8, 16, 32]
// :param venue_properties => ["venue_id", "name", "kind", "revision"]
CALL () {
  MATCH (author:Author)
  WHERE author.author_id IS NOT NULL
    AND author.person_ids IS NULL
    AND NOT EXISTS { (author)--() }
    AND all(name IN keys(author) WHERE name IN $author_properties)
  WITH count(*) AS broken
  RETURN "author rows that nothing states" AS name, broken
  UNION ALL
  MATCH (author:Author)
  WHERE author.person_ids IS NOT NULL
  UNWIND author.person_ids AS person_id
  OPTIONAL MATCH (person:PersonRecord {person_id: person_id})
  WITH author, person
  WHERE person IS NULL OR NOT author.author_id IN person.author_ids
  WITH count(DISTINCT author) AS broken
  RETURN "author rows of a person record that does not state them" AS name, broken
  UNION ALL
  MATCH (person:PersonRecord)
  UNWIND person.author_ids AS author_id
  OPTIONAL MATCH (author:Author {author_id: author_id})
  WITH person, author
  WHERE author IS NULL OR NOT person.person_id IN coalesce(author.person_ids, [])
  WITH count(DISTINCT person) AS broken
  RETURN "person records without one of their author rows" AS name, broken
  UNION ALL
  MATCH (person:PersonRecord)
  WITH person,
       [place IN range(0, size(person.author_ids) - 1) WHERE coalesce(person.own_author_ids[place], "") <> "" |
         [person.author_ids[place], person.printed_names[place]]] AS stated,
       COLLECT {
         MATCH (person)-[names:NAMES]->(author:Author)
         ORDER BY author.author_id, names.printed_name
         RETURN [author.author_id, names.printed_name]
       } AS linked
  WHERE size(stated) <> size(linked) OR any(name IN stated WHERE NOT name IN linked)
  WITH count(*) AS broken
  RETURN "person records without one of their names" AS name, broken
  UNION ALL
  MATCH (author:Author)
  WHERE author.author_id IS NOT NULL
  WITH author, COUNT { (author)-[:AUTHORED]->() } AS authorships
  WHERE coalesce(author.authorships_from, "") <> coalesce(toString(last([scale IN $scales WHERE scale <= authorships])), "")
  WITH count(*) AS broken
  RETURN "author rows that searching puts in a wrong place" AS name, broken
  UNION ALL
  MATCH (venue:Venue)
  WHERE venue.venue_id IS NOT NULL
    AND NOT EXISTS { (venue)--() }
    AND all(name IN keys(venue) WHERE name IN $venue_properties)
  WITH count(*) AS broken
  RETURN "venues that no paper row names" AS name, broken
  UNION ALL
  MATCH (paper:Paper)
  WHERE COUNT { (paper)<-[:AUTHORED]-() } + COUNT { (paper)-[:PUBLISHED_AT]->() } <> paper.link_count
  WITH count(*) AS broken
  RETURN "paper rows without all of their authors or their venue" AS name, broken
  UNION ALL
  MATCH (paper:Paper)
  WHERE paper.paper_id IS NOT NULL AND COUNT { (paper)-[:PUBLISHED_AT]->() } > 1
  WITH count(*) AS broken
  RETURN "paper rows with more than one venue" AS name, broken
  UNION ALL
  MATCH (paper:Paper)
  WHERE paper.paper_id IS NOT NULL
  CALL (paper) {
    MATCH (paper)<-[authored:AUTHORED]-()
    WHERE authored.position IS NOT NULL
    WITH authored.role AS role, authored.position AS position, count(*) AS count
    WHERE count > 1
    RETURN count(*) AS doubled
  }
  WITH paper
  WHERE doubled > 0
  WITH count(*) AS broken
  RETURN "paper rows with two authors at one position" AS name, broken
  UNION ALL
  // In the order of the index, so that memory does not grow with the graph.
  MATCH (paper:Paper)
  WHERE paper.work_id >= "" AND paper.paper_id IS NOT NULL
  WITH paper.work_id AS work_id, min(paper.paper_id) AS smallest, sum(CASE WHEN paper.preferred THEN 1 ELSE 0 END) AS shown
  WHERE shown <> 1 OR smallest <> work_id
  WITH count(*) AS broken
  RETURN "works without exactly one preferred row" AS name, broken
  UNION ALL
  MATCH (row:Author|Paper|PersonRecord)
  WHERE coalesce(row.author_id, row.paper_id, row.person_id) IS NOT NULL
    AND NOT EXISTS { MATCH (:Source {name: row.source}) }
    AND NOT (
      row:Author
      AND row.person_ids IS NULL
      AND NOT EXISTS { (row)-[:AUTHORED]->() }
      AND (EXISTS { (row)--() } OR any(name IN keys(row) WHERE NOT name IN $author_properties))
    )
  WITH count(*) AS broken
  RETURN "rows of a source that is not on record" AS name, broken
}
RETURN name, broken
ORDER BY name
