// How strongly names are joined with others through joint works
//
// One row of parallel lists with an element per author of a paper row of the given names, usually also for these names:
// its key, and the sum of a given name's strength times the weight of a joint work, over the given names and their joint
// works with it. A work of n authors weighs 1/(n-1); n is that of its preferred row, and if the list may lack authors, n
// is the number that this row names, at least 2. `strengths` has the strength of each of `names`. With `with_rows` the
// parallel lists of `author_rows` hold the author rows of these keys, else they are empty.
// `sources` are the sources whose author rows count, null for all.
// :param names => ["ada lovelace"]
// :param strengths => {`ada lovelace`: 1.0}
// :param sources => null
// :param with_rows => false
CALL () {
  UNWIND $names AS name
  MATCH (author:Author {name_key: name})-[:AUTHORED {role: "author"}]->(paper)
  USING INDEX SEEK author:Author(name_key)
  WHERE $sources IS NULL OR author.source IN $sources
  WITH paper, collect(DISTINCT name) AS given
  WITH paper,
       given,
       reduce(sum = 0.0, name IN given | sum + $strengths[name]) AS strength,
       CASE
         WHEN paper.preferred THEN paper
         ELSE coalesce(
           head(COLLECT { MATCH (row:Paper {work_id: paper.work_id}) WHERE row.preferred RETURN row }),
           paper
         )
       END AS work
  WITH paper,
       given,
       strength,
       work,
       coalesce(
         work.author_count,
         COUNT { MATCH (work)<-[:AUTHORED {role: "author"}]-(author) RETURN DISTINCT author }
       ) AS author_count
  MATCH (paper)<-[:AUTHORED {role: "author"}]-(coauthor)
  WITH work,
       author_count,
       coauthor.name_key AS key,
       collect(given) AS lists,
       max(strength) AS strength
  WITH key,
       CASE size(lists)
         WHEN 1 THEN strength
         // Several rows state the work with this author, or one row states several authors of this name.
         ELSE reduce(
           sum = 0.0,
           name IN reduce(all = [], list IN lists | all + [name IN list WHERE NOT name IN all]) | sum + $strengths[name]
         )
       END / CASE WHEN author_count > 2 THEN author_count - 1 ELSE 1 END AS part
  WITH key, sum(part) AS strength
  RETURN collect(key) AS reached, collect(strength) AS sums
}
CALL (reached) {
  UNWIND CASE WHEN $with_rows THEN reached ELSE [] END AS key
  MATCH (author:Author {name_key: key})
  WHERE $sources IS NULL OR author.source IN $sources
  RETURN collect(author.author_id) AS author_ids,
         collect(author.name) AS names,
         collect(key) AS keys,
         collect(COUNT { (author)-[:AUTHORED]->() }) AS authorships
}
RETURN reached, sums, author_ids, names, keys, authorships
