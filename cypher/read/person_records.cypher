// Person records with all their facts
//
// One row per person record.
// :param person_ids => ["dblp:homepages/l/AdaLovelace"]
UNWIND $person_ids AS person_id
MATCH (person:PersonRecord {person_id: person_id})
RETURN properties(person) AS properties
ORDER BY person.person_id
