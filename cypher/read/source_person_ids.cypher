// The next person records of one source
//
// One row, as `source_paper_ids` gives paper rows.
// :param after => "dblp:"
// :param before => "dblp;"
// :param limit => 2000
MATCH (person:PersonRecord)
WHERE person.person_id > $after AND person.person_id < $before
WITH person
ORDER BY person.person_id
LIMIT $limit
RETURN collect(person.person_id) AS ids
