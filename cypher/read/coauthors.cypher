// Everybody who stands on a paper row with one of the given authors
//
// One row: a list without doubles, the given ones among it where they are joint with anybody or alone on a paper row.
// `property` says what `values` and the answer are: "name_key" or "author_id".
// :param property => "name_key"
// :param values => ["ada lovelace"]
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
RETURN collect(DISTINCT coauthor[$property]) AS coauthors
ORDER BY size(coauthors)
