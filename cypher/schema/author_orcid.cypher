// Author rows are looked up by the ORCID that they show
CREATE INDEX author_orcid IF NOT EXISTS
FOR (author:Author) ON (author.orcid)
