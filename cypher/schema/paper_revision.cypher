// Paper rows that a load touched are looked up by its revision
CREATE INDEX paper_revision IF NOT EXISTS
FOR (paper:Paper) ON (paper.revision)
