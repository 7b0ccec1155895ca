// The works of the given authors with all their authors
//
// One row. `works` has an element per paper row that names a given author, who is also among its `authors`.
// year, author_count and venue are those of the work's preferred row; an unknown author_count, for which `complete` is
// false, is the number of authors that this row names. `authors` is empty for a work with more than `max_authors` authors. Null means no filter.
// `property` says what `values` are: "name_key", "fold_key" or "author_id".
// `shown` says what `authors` are: "name_key" or "author_id". `given_keys` are the names of the given authors. Then
// follow the parallel lists of `author_rows`: `rows_of` says for which names, "given" for the given authors, "all" also
// for all in `authors`, "none" for no names. `torn` says whether the authors of a paper row were not read whole, as can
// be while a load writes.
// `sources` are the sources whose author rows count, null for all.
// :param property => "name_key"
// :param values => ["ada lovelace"]
// :param shown => "name_key"
// :param rows_of => "all"
// :param since => null
// :param until => null
// :param venue_id => null
// :param max_authors => null
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
WITH collect(author) AS given, collect(DISTINCT author.name_key) AS given_keys
CALL (given) {
  UNWIND given AS author
  MATCH (author)-[:AUTHORED {role: "author"}]->(paper)
  WITH DISTINCT paper
  WITH paper,
       CASE
         WHEN paper.preferred THEN paper
         ELSE coalesce(
           head(COLLECT { MATCH (row:Paper {work_id: paper.work_id}) WHERE row.preferred RETURN row }),
           paper
         )
       END AS work
  WHERE ($since IS NULL OR work.year >= $since)
    AND ($until IS NULL OR work.year <= $until)
    AND ($venue_id IS NULL OR EXISTS { MATCH (work)-[:PUBLISHED_AT]->(venue) WHERE venue.venue_id = $venue_id })
  WITH paper,
       work,
       coalesce(
         work.author_count,
         COUNT { MATCH (work)<-[:AUTHORED {role: "author"}]-(author) RETURN DISTINCT author }
       ) AS author_count
  WITH paper, work, author_count, coalesce(author_count > $max_authors, false) AS is_left_out
  CALL (paper, is_left_out) {
    MATCH (paper)<-[authored:AUTHORED]-(coauthor)
    WHERE NOT is_left_out
    WITH authored.role AS role, coauthor[$shown] AS person
    RETURN collect(CASE role WHEN "author" THEN person END) AS authors,
           count(CASE WHEN person IS NOT NULL THEN role END) AS people
  }
  // Counted from what was read, since the row may change between a count and the reading, or go.
  WITH work,
       author_count,
       authors,
       NOT is_left_out
       AND NOT coalesce(people + COUNT { (paper)-[:PUBLISHED_AT]->() } = paper.link_count, false) AS lacks_links
  RETURN count(CASE WHEN lacks_links THEN 1 END) > 0 AS torn,
         collect({
           work_id: work.work_id,
           year: work.year,
           author_count: author_count,
           complete: work.author_count IS NOT NULL,
           authors: authors
         }) AS works
}
CALL (works, given_keys) {
  UNWIND CASE $rows_of WHEN "none" THEN [] ELSE [given_keys] END
         + CASE $rows_of WHEN "all" THEN [work IN works | work.authors] ELSE [] END AS names
  UNWIND names AS key
  WITH DISTINCT key
  MATCH (author:Author {name_key: key})
  WHERE $sources IS NULL OR author.source IN $sources
  RETURN collect(author.author_id) AS author_ids,
         collect(author.name) AS names,
         collect(key) AS keys,
         collect(COUNT { (author)-[:AUTHORED]->() }) AS authorships
}
RETURN works, given_keys, torn, author_ids, names, keys, authorships
