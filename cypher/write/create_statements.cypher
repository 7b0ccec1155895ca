// Statements of people
//
// Rows: none. Their ids are unique by a constraint: a command that lost its lock cannot say something beside another one.
// :param rows => [{statement_id: 1, same: true, one_kind: "name", one_name: "Ada Lovelace", one_key: "ada lovelace", other_kind: "name", other_name: "A. Lovelace", other_key: "a. lovelace", why: "a home page", who: "ada", at: "2026-01-31T12:00:00Z"}]
UNWIND $rows AS row
CREATE (statement:Statement)
SET statement = row
