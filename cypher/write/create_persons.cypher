// Person records that the graph lacks, listed by the author rows of their names
//
// The author rows exist already; they are marked for the end of the load, which settles what they show.
// One row: found, the number of author rows that list them.
// :param revision => 1
// :param rows => [{person_id: "dblp:homepages/l/AdaLovelace", source: "dblp", author_ids: ["dblp:Ada Lovelace"], printed_names: ["Ada Lovelace"], own_author_ids: [""], other_ids: ["wikidata:Q7259"], row_hash: "0", revision: 1}]
UNWIND $rows AS row
CREATE (person:PersonRecord)
SET person += row
WITH row
UNWIND row.author_ids AS author_id
MATCH (author:Author {author_id: author_id})
SET author.person_ids = coalesce(author.person_ids, []) + row.person_id,
    author.revision = $revision
RETURN count(*) AS found
