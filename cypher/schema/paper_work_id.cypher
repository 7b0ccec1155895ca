// The rows of a work are looked up by its id
CREATE INDEX paper_work_id IF NOT EXISTS
FOR (paper:Paper) ON (paper.work_id)
