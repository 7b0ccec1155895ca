// All names with their works and venues, in the order of their keys
//
// One row per name: the number of its works, and the venues at which it is among the first `most_listed` authors. Every
// name is counted in the order of the index, so that memory does not grow with the graph.
// :param most_listed => 30
MATCH (author:Author)
USING INDEX SEEK author:Author(name_key)
WHERE author.name_key >= ""
MATCH (author)-[authored:AUTHORED {role: "author"}]->(paper)
OPTIONAL MATCH (paper)-[:PUBLISHED_AT]->(venue)
WITH author.name_key AS key,
     count(DISTINCT paper.work_id) AS papers,
     collect(DISTINCT CASE WHEN coalesce(authored.position, 1) <= $most_listed THEN venue.venue_id END) AS venue_ids
RETURN key, papers, venue_ids
ORDER BY key
