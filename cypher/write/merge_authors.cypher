// Author rows that only a printed name identifies, created where they are missing
//
// Rows: none.
// :param rows => [{author_id: "dblp:Ada Lovelace", properties: {name: "Ada Lovelace", name_key: "ada lovelace", fold_key: "ada lovelace", source: "dblp"}}]
UNWIND $rows AS row
MERGE (author:Author {author_id: row.author_id})
  ON CREATE SET author += row.properties
