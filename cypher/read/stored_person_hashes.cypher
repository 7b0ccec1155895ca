// Fingerprints of person records that the graph holds
//
// One row: `ids` of the person records that exist, and their `row_hashes` in the same order. A hash is empty for a person
// record that has lost one of its names, so that a load writes it again.
// :param ids => ["dblp:homepages/l/AdaLovelace"]
UNWIND $ids AS id
MATCH (person:PersonRecord {person_id: id})
WITH person,
     CASE
       WHEN COUNT { (person)-[:NAMES]->() } <> size([own_id IN coalesce(person.own_author_ids, []) WHERE own_id <> ""]) THEN ""
       ELSE person.row_hash
     END AS row_hash
ORDER BY person.person_id
RETURN collect(person.person_id) AS ids, collect(row_hash) AS row_hashes
