// How many works some author rows have together, and how many of the rows one source states
//
// One row per group of author rows; `rows_of_one_source` is the greatest number of them that one source states.
// :param groups => [["dblp:Ada Lovelace"]]
UNWIND range(0, size($groups) - 1) AS place
RETURN place,
       COUNT {
         UNWIND $groups[place] AS author_id
         MATCH (author:Author {author_id: author_id})-[:AUTHORED {role: "author"}]->(paper)
         USING INDEX SEEK author:Author(author_id)
         RETURN DISTINCT paper.work_id
       } AS papers,
       head(COLLECT {
         UNWIND $groups[place] AS author_id
         MATCH (author:Author {author_id: author_id})
         USING INDEX SEEK author:Author(author_id)
         WITH author.source AS source, count(*) AS rows
         ORDER BY rows DESC
         RETURN rows
       }) AS rows_of_one_source
ORDER BY place
