-- The first label of each paper row that shares a value: its own id
SELECT DISTINCT paper_id, paper_id AS label
FROM memberships
