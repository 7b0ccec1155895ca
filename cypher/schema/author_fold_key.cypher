// Similar names are looked up by the folded key
CREATE INDEX author_fold_key IF NOT EXISTS
FOR (author:Author) ON (author.fold_key)
