// Rows that may state one work are looked up by their PMID
CREATE INDEX paper_pmid IF NOT EXISTS
FOR (paper:Paper) ON (paper.pmid)
