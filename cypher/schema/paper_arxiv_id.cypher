// Rows that may state one work are looked up by their arXiv id
CREATE INDEX paper_arxiv_id IF NOT EXISTS
FOR (paper:Paper) ON (paper.arxiv_id)
