// Venue community: the names with the most works at a venue in a year, and these works
//
// One row per authorship of a work at the venue. `limit` is the maximum number of names. `year` null means all years.
// The venue is a venue_id or a venue's name in any case and punctuation. Its other names (NIPS) do not work.
// :param venue => "NeurIPS"
// :param year => 2023
// :param limit => 25
WITH reduce(text = "", letter IN split($venue, "") | text + CASE WHEN letter =~ "(?U)[\\s\\p{P}\\p{S}]" THEN " " ELSE letter END) AS text
WITH trim(reduce(text = "", word IN split(text, " ") | text + CASE word WHEN "" THEN "" ELSE " " + word END)) AS text
MATCH (venue:Venue)
USING INDEX SEEK venue:Venue(venue_id)
WHERE venue.venue_id IN [$venue, toLower(text)]
MATCH (author)-[:AUTHORED {role: "author"}]->(paper)-[:PUBLISHED_AT]->(venue)
WHERE paper.preferred AND ($year IS NULL OR paper.year = $year)
WITH venue, author.name_key AS key, count(DISTINCT paper) AS works
ORDER BY works DESC, key
LIMIT $limit
MATCH work = (author:Author {name_key: key})-[:AUTHORED {role: "author"}]->(paper)-[:PUBLISHED_AT]->(venue)
USING INDEX SEEK author:Author(name_key)
WHERE paper.preferred AND ($year IS NULL OR paper.year = $year)
RETURN work
ORDER BY works DESC, key, nodes(work)[1].paper_id, nodes(work)[0].author_id
