// Author rows that a printed name identifies, created where they are missing
//
// One that is there and shows another name, since other records give it as an id, is marked for the end of the load.
// Rows: none.
// :param revision => 1
// :param rows => [{author_id: "dblp:Ada Lovelace", properties: {name: "Ada Lovelace", name_key: "ada lovelace", fold_key: "ada lovelace", source: "dblp"}}]
UNWIND $rows AS row
MERGE (author:Author {author_id: row.author_id})
  ON CREATE SET author += row.properties
WITH author, row.properties AS printed
WHERE author.name <> printed.name
   OR coalesce(author.homonym, "") <> coalesce(printed.homonym, "")
SET author.revision = $revision
