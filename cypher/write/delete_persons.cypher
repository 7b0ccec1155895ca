// Deletes person records
//
// Their names go with them; the author rows of these are marked for the end of the load.
// Rows: none.
// :param person_ids => ["dblp:homepages/l/AdaLovelace"]
// :param revision => 1
UNWIND $person_ids AS person_id
MATCH (person:PersonRecord {person_id: person_id})
WITH person
CALL (person) {
  UNWIND person.author_ids AS author_id
  MATCH (author:Author {author_id: author_id})
  WITH author, [other IN author.person_ids WHERE other <> person.person_id] AS others
  SET author.person_ids = CASE others WHEN [] THEN NULL ELSE others END,
      author.revision = $revision
}
OPTIONAL MATCH (person)-[names:NAMES]->()
DELETE names, person
