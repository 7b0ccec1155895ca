// The names of the author rows that sources identify so
//
// One row per name.
// :param orcids => ["0000-0001-2345-6789"]
// :param person_ids => ["dblp:homepages/l/AdaLovelace"]
CALL () {
  UNWIND $orcids AS orcid
  MATCH (author:Author {orcid: orcid})
  RETURN author.name_key AS key
  UNION
  UNWIND $person_ids AS person_id
  MATCH (person:PersonRecord {person_id: person_id})
  UNWIND person.author_ids AS author_id
  MATCH (author:Author {author_id: author_id})
  RETURN author.name_key AS key
}
RETURN key
ORDER BY key
