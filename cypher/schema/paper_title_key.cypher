// Rows that may state one work are looked up by the folded title
CREATE INDEX paper_title_key IF NOT EXISTS
FOR (paper:Paper) ON (paper.title_key)
