// Papers are searched by the words of title and abstract, ignoring case and diacritics
CREATE FULLTEXT INDEX paper_words IF NOT EXISTS
FOR (paper:Paper) ON EACH [paper.title, paper.abstract]
OPTIONS {indexConfig: {`fulltext.analyzer`: "standard-folding"}}
