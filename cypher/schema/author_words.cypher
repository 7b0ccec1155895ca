// Names are searched by the words of their keys, which are separated by spaces already
CREATE FULLTEXT INDEX author_words IF NOT EXISTS
FOR (author:Author) ON EACH [author.fold_key, author.name_key, author.authorships_from]
OPTIONS {indexConfig: {`fulltext.analyzer`: "whitespace"}}
