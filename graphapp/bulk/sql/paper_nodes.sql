-- The paper rows, each with its work
--
-- Neo4j keeps the properties of a node in this order, and reads them from the first one on: what questions read of many
-- rows comes first.
SELECT coalesce(works.work_id, papers.paper_id) AS work_id,
       coalesce(works.preferred, TRUE) AS preferred,
       papers.*
FROM standing_papers AS papers
LEFT JOIN settled_works AS works ON works.paper_id = papers.paper_id
