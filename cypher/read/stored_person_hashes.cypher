// Fingerprints of person records that the graph holds
//
// One row: stored, a list of {id, row_hash}, one per person record that exists.
// :param ids => ["dblp:homepages/l/AdaLovelace"]
UNWIND $ids AS id
MATCH (person:PersonRecord {person_id: id})
WITH person
ORDER BY person.person_id
RETURN collect({id: person.person_id, row_hash: person.row_hash}) AS stored
