// What author rows show
//
// Rows: none.
// :param rows => [{author_id: "dblp:Ada Lovelace", name: "Ada Lovelace", name_key: "ada lovelace", fold_key: "ada lovelace", family_key: "lovelace ada", homonym: null, orcid: null, person_id: null}]
UNWIND $rows AS row
MATCH (author:Author {author_id: row.author_id})
SET author += row
