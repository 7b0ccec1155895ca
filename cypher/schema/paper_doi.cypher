// Rows that may state one work are looked up by their DOI
CREATE INDEX paper_doi IF NOT EXISTS
FOR (paper:Paper) ON (paper.doi)
