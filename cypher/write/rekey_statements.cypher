// Statements with the keys that their names have under the current rules
//
// Rows: none.
// :param rows => [{statement_id: 1, one_name: "Ada Lovelace", one_key: "ada lovelace", other_name: "A. Lovelace", other_key: "a. lovelace"}]
// :param key_version => 1
UNWIND $rows AS row
MATCH (statement:Statement {statement_id: row.statement_id})
SET statement += row,
    statement.key_version = $key_version
