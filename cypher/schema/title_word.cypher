// The frequency of a word in titles is looked up by the word, in one edition
CREATE INDEX title_word IF NOT EXISTS
FOR (counted:TitleWord) ON (counted.edition, counted.word)
