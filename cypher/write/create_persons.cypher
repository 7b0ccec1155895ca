// Person records that the graph lacks, listed by the author rows of their names
//
// The author rows exist already; they are marked for the end of the load, which settles what they show. A name with a
// `printed_key` becomes a relationship, by which its author row is found.
// One row: found, the number of names whose author rows list them.
// :param revision => 1
// :param rows => [{person: {person_id: "acl:ada-lovelace", source: "acl", author_ids: ["acl:ada"], printed_names: ["Ada King"], own_author_ids: ["ada"], other_ids: ["wikidata:Q7259"], row_hash: "0", revision: 1}, names: [{author_id: "acl:ada", printed_name: "Ada King", printed_key: "ada king"}]}]
UNWIND $rows AS row
CREATE (person:PersonRecord)
SET person += row.person
WITH person, row
UNWIND row.names AS name
MATCH (author:Author {author_id: name.author_id})
SET author.person_ids = [id IN coalesce(author.person_ids, []) WHERE id <> person.person_id] + person.person_id,
    author.revision = $revision
FOREACH (key IN CASE WHEN name.printed_key IS NULL THEN [] ELSE [name.printed_key] END |
  CREATE (person)-[:NAMES {printed_name: name.printed_name, printed_key: key}]->(author)
)
RETURN count(*) AS found
