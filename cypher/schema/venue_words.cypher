// Venues are searched by the words of their names, ignoring case and diacritics
CREATE FULLTEXT INDEX venue_words IF NOT EXISTS
FOR (venue:Venue) ON EACH [venue.name, venue.venue_id]
OPTIONS {indexConfig: {`fulltext.analyzer`: "standard-folding"}}
