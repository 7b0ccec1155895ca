// Author rows that a printed name identifies, created where they are missing
//
// An existing row that shows another name, since other records use this one as an id, is marked for settling.
// Rows: none.
// :param revision => 1
// :param rows => [{author_id: "dblp:Ada Lovelace", name: "Ada Lovelace", name_key: "ada lovelace", fold_key: "ada lovelace", family_key: "lovelace ada", source: "dblp"}]
UNWIND $rows AS row
MERGE (author:Author {author_id: row.author_id})
  ON CREATE SET author += row
WITH author, row AS printed
WHERE author.name <> printed.name
   OR coalesce(author.homonym, "") <> coalesce(printed.homonym, "")
SET author.revision = $revision
