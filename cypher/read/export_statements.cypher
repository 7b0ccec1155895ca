// All that people said and did not undo, in an order that does not depend on ids
//
// One row per statement: without its id, which is a handle and differs between graphs of equal content.
MATCH (statement:Statement)
WHERE statement.statement_id > 0 AND statement.undone_at IS NULL
RETURN CASE WHEN statement.same THEN "same" ELSE "different" END AS says,
       statement.one_kind AS one_kind,
       statement.one_name AS one_name,
       statement.one_key AS one_key,
       statement.one_homonym AS one_homonym,
       statement.one_id AS one_id,
       statement.one_paper AS one_paper,
       statement.other_kind AS other_kind,
       statement.other_name AS other_name,
       statement.other_key AS other_key,
       statement.other_homonym AS other_homonym,
       statement.other_id AS other_id,
       statement.other_paper AS other_paper,
       statement.why AS why,
       statement.who AS who,
       statement.at AS at
ORDER BY at, one_key, one_id, one_paper, other_key, other_id, other_paper, says, who, why, statement.statement_id
