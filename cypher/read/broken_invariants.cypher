// What the live graph holds that it must not hold
//
// One row an invariant, with how many rows break it.
CALL () {
  MATCH (author:Author)
  WHERE NOT EXISTS { (author)-[:AUTHORED]->() }
  WITH count(*) AS broken
  RETURN "author rows that no paper row states" AS name, broken
  UNION ALL
  MATCH (venue:Venue)
  WHERE NOT EXISTS { (venue)<-[:PUBLISHED_AT]-() }
  WITH count(*) AS broken
  RETURN "venues that no paper row names" AS name, broken
  UNION ALL
  MATCH (paper:Paper)
  WHERE COUNT { (paper)-[:PUBLISHED_AT]->() } > 1
  WITH count(*) AS broken
  RETURN "paper rows with more than one venue" AS name, broken
  UNION ALL
  MATCH (paper:Paper)
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
  MATCH (paper:Paper)
  WITH paper.work_id AS work_id, min(paper.paper_id) AS smallest, sum(CASE WHEN paper.preferred THEN 1 ELSE 0 END) AS shown
  WHERE shown <> 1 OR smallest <> work_id
  WITH count(*) AS broken
  RETURN "works that not exactly one row shows" AS name, broken
  UNION ALL
  MATCH (row:Author|Paper)
  WHERE NOT EXISTS { MATCH (:Source {name: row.source}) }
  WITH count(*) AS broken
  RETURN "rows of a source that is not on record" AS name, broken
}
RETURN name, broken
ORDER BY name
