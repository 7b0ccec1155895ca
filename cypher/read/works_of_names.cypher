// The works of names
//
// One row of parallel lists with an element per name, in the order of `names`: its key, and the number of its works, or,
// where `listed` asks for them, the ids of the works themselves, once for each of their paper rows: those of at most
// `most_listed` authors, and apart from them the longer ones. One record per name takes longer to send than to find.
// With `with_names` an element of `spellings` has the names that its author rows show, each with the number of their
// authorships; else it is empty.
// :param names => [{key: "ada lovelace", listed: true}]
// :param most_listed => 30
// :param with_names => false
UNWIND $names AS name
CALL (name) {
  MATCH (author:Author {name_key: name.key})-[:AUTHORED {role: "author"}]->(paper)
  USING INDEX SEEK author:Author(name_key)
  WITH paper.work_id AS work_id, name.listed AND COUNT { (paper)<-[:AUTHORED]-() } > $most_listed AS is_long
  RETURN count(DISTINCT CASE WHEN NOT name.listed THEN work_id END) AS papers,
         collect(CASE WHEN name.listed AND NOT is_long THEN work_id END) AS work_ids,
         collect(CASE WHEN is_long THEN work_id END) AS long_work_ids
}
RETURN collect(name.key) AS keys,
       collect(papers) AS papers,
       collect(work_ids) AS work_ids,
       collect(long_work_ids) AS long_work_ids,
       collect(
         CASE
           WHEN $with_names THEN COLLECT {
             MATCH (author:Author {name_key: name.key})
             USING INDEX SEEK author:Author(name_key)
             RETURN [author.name, COUNT { (author)-[:AUTHORED]->() }]
           }
           ELSE []
         END
       ) AS spellings
