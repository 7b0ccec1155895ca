// Author rows that a load touched are looked up by its revision
CREATE INDEX author_revision IF NOT EXISTS
FOR (author:Author) ON (author.revision)
