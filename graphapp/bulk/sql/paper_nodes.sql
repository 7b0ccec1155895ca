-- The paper rows, each with its work
SELECT papers.*,
       coalesce(works.work_id, papers.paper_id) AS work_id,
       coalesce(works.preferred, TRUE) AS preferred
FROM standing_papers AS papers
LEFT JOIN settled_works AS works ON works.paper_id = papers.paper_id
