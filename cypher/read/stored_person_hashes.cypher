// Fingerprints of person records that the graph holds
//
// One row: stored, a list of {id, row_hash}, one per person record that exists. `row_hash` is empty for a person record
// that has lost one of its names, so that a load writes it again.
// :param ids => ["dblp:homepages/l/AdaLovelace"]
UNWIND $ids AS id
MATCH (person:PersonRecord {person_id: id})
WITH person
ORDER BY person.person_id
RETURN collect({
         id: person.person_id,
         row_hash: CASE
           WHEN COUNT { (person)-[:NAMES]->() } <> size([own_id IN coalesce(person.own_author_ids, []) WHERE own_id <> ""]) THEN ""
           ELSE person.row_hash
         END
       }) AS stored
