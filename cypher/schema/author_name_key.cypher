// Name clusters are looked up by the exact key
CREATE INDEX author_name_key IF NOT EXISTS
FOR (author:Author) ON (author.name_key)
