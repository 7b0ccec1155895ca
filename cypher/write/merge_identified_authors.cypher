// Author rows that the source gives an id or an ORCID, marked for the end of the load, which settles what they show
//
// Rows: none.
// :param revision => 1
// :param rows => [{author_id: "openreview:~Ada_Lovelace1", name: "Ada Lovelace", name_key: "ada lovelace", fold_key: "ada lovelace", family_key: "lovelace ada", source: "openreview"}]
UNWIND $rows AS row
MERGE (author:Author {author_id: row.author_id})
  ON CREATE SET author += row
SET author.revision = $revision
