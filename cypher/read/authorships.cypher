// The authorships of names: which author row of a name stands on which paper row
//
// One row per authorship; of each name at most `most`, the newest, and only of works in `work_ids` unless it is null.
// `coauthors` are the name keys of all other names in the author list. `identified` says whether the source has an id or an ORCID for the author row.
// `orcid` is the one that the paper prints, else that of the author row. A row that is nothing but a name may be several
// people's: an ORCID on one of its papers says nothing of the others.
// :param keys => ["ada lovelace"]
// :param most => 4000
// :param work_ids => null
UNWIND $keys AS key
CALL (key) {
  MATCH (author:Author {name_key: key})-[authored:AUTHORED {role: "author"}]->(paper:Paper)
  USING INDEX SEEK author:Author(name_key)
  WHERE $work_ids IS NULL OR paper.work_id IN $work_ids
  RETURN author, authored, paper
  ORDER BY coalesce(paper.year, -1) DESC, paper.paper_id, author.author_id
  LIMIT $most
}
OPTIONAL MATCH (paper)-[:PUBLISHED_AT]->(venue)
WITH key, author, authored, paper, venue
ORDER BY key, paper.paper_id, author.author_id
RETURN key,
       paper.work_id AS work_id,
       paper.paper_id AS paper_id,
       paper.preferred AS preferred,
       paper.title AS title,
       paper.year AS year,
       venue.venue_id AS venue_id,
       venue.name AS venue,
       author.author_id AS author_id,
       author.name AS name,
       author.source AS source,
       coalesce(
         authored.orcid,
         CASE WHEN coalesce(authored.printed_key, author.person_id, author.homonym) IS NOT NULL THEN author.orcid END
       ) AS orcid,
       author.person_id AS person_id,
       author.homonym AS homonym,
       authored.position AS position,
       authored.printed_key IS NOT NULL AS identified,
       COLLECT {
         MATCH (paper)<-[:AUTHORED {role: "author"}]-(coauthor)
         WHERE coauthor.name_key <> key
         RETURN DISTINCT coauthor.name_key
       } AS coauthors
ORDER BY key, paper_id, author_id
