// The author rows of names or ids
//
// One row of parallel lists with an element per author row; one record per element takes several times longer to send.
// `property` says what `values` are: "name_key", "fold_key" or "author_id".
// `sources` are the sources whose author rows count, null for all.
// :param property => "name_key"
// :param values => ["ada lovelace"]
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
WITH author
WHERE $sources IS NULL OR author.source IN $sources
RETURN collect(author.author_id) AS author_ids,
       collect(author.name) AS names,
       collect(author.name_key) AS keys,
       collect(COUNT { (author)-[:AUTHORED]->() }) AS authorships
