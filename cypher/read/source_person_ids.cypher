// The person records of one source
//
// One row per person record; `prefix` is the source's name and a colon.
// :param prefix => "dblp:"
MATCH (person:PersonRecord)
WHERE person.person_id STARTS WITH $prefix
RETURN person.person_id AS person_id
ORDER BY person_id
