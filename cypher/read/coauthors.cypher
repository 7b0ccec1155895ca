// All authors of the paper rows of the given authors
//
// One row. `coauthors` has no duplicates; it includes the given authors that are on any paper row.
// `property` says what `values` are: "name_key", "fold_key" or "author_id".
// `coauthors` are of the same property. With `with_rows`, which needs "name_key", `coauthors` is empty and the parallel
// lists of `author_rows` hold the author rows of these names; without it, the lists are empty.
// `sources` are the sources whose author rows count, null for all.
// :param property => "name_key"
// :param values => ["ada lovelace"]
// :param with_rows => false
// :param sources => null
CALL () {
  // Each `property` has a branch that seeks its index. The branches of the other two unwind an empty list.
  UNWIND CASE $property WHEN "name_key" THEN $values ELSE [] END AS value
  MATCH (author:Author {name_key: value})
  RETURN author
  UNION ALL
  UNWIND CASE $property WHEN "fold_key" THEN $values ELSE [] END AS value
  MATCH (author:Author {fold_key: value})
  RETURN author
  UNION ALL
  UNWIND CASE $property WHEN "author_id" THEN $values ELSE [] END AS value
  MATCH (author:Author {author_id: value})
  RETURN author
}
MATCH (author)-[:AUTHORED {role: "author"}]->(paper)
WHERE $sources IS NULL OR author.source IN $sources
WITH DISTINCT paper
MATCH (paper)<-[:AUTHORED {role: "author"}]-(coauthor)
WITH DISTINCT coauthor
WITH collect(DISTINCT coauthor[$property]) AS coauthors
CALL (coauthors) {
  UNWIND CASE WHEN $with_rows THEN coauthors ELSE [] END AS key
  MATCH (author:Author {name_key: key})
  WHERE $sources IS NULL OR author.source IN $sources
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
