// Similar names of one family name are looked up by its beginning
CREATE INDEX author_family_key IF NOT EXISTS
FOR (author:Author) ON (author.family_key)
