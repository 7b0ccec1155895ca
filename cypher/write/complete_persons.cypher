// The lists of imported person records that a table cannot hold: an empty one, and one of an empty text
//
// One row: last, the greatest id of the person records that were looked at; null when none is left.
// :param after => ""
// :param most => 10000
MATCH (person:PersonRecord)
WHERE person.person_id > $after
WITH person
ORDER BY person.person_id
LIMIT $most
SET person.own_author_ids = coalesce(person.own_author_ids, [""]),
    person.other_ids = coalesce(person.other_ids, [])
RETURN max(person.person_id) AS last
