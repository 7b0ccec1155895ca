// Everybody who stands on a paper row with one of the given authors
//
// One row. `coauthors` has no doubles; the given authors are among it where they are on any paper row.
// `property` says what `values` and `coauthors` are: "name_key" or "author_id". With `with_rows`, the parallel lists of
// `author_rows` tell the names that `coauthors` would, which is empty then; else they are.
// :param property => "name_key"
// :param values => ["ada lovelace"]
// :param with_rows => false
CALL () {
  UNWIND CASE $property WHEN "name_key" THEN $values ELSE [] END AS value
  MATCH (author:Author {name_key: value})
  RETURN author
  UNION ALL
  UNWIND CASE $property WHEN "author_id" THEN $values ELSE [] END AS value
  MATCH (author:Author {author_id: value})
  RETURN author
}
MATCH (author)-[:AUTHORED {role: "author"}]->(paper)
WITH DISTINCT paper
MATCH (paper)<-[:AUTHORED {role: "author"}]-(coauthor)
WITH DISTINCT coauthor
WITH collect(DISTINCT coauthor[$property]) AS coauthors
CALL (coauthors) {
  UNWIND CASE WHEN $with_rows THEN coauthors ELSE [] END AS key
  MATCH (author:Author {name_key: key})
  RETURN collect(author.author_id) AS author_ids,
         collect(author.name) AS names,
         collect(key) AS keys,
         collect(COUNT { (author)-[:AUTHORED]->() }) AS authorships
}
RETURN CASE WHEN $with_rows THEN [] ELSE coauthors END AS coauthors,
       author_ids,
       names,
       keys,
       authorships
ORDER BY size(keys)
