// What was learned of a name, of words, and of venues
//
// One row. `expected_others` is null for a name so rare that nothing is stored of it. `words` has each word of at least
// two titles with their number, `lifts` each venue with the others with which it has many authors in common.
// :param edition => 1
// :param keys => ["ada lovelace"]
// :param words => ["engine"]
// :param venue_ids => ["icml"]
RETURN COLLECT {
         UNWIND $keys AS key
         MATCH (rarity:NameRarity {name_key: key})
         WHERE rarity.edition = $edition
         RETURN [key, rarity.expected_others]
       } AS expected_others,
       COLLECT {
         UNWIND $words AS word
         MATCH (counted:TitleWord {word: word})
         WHERE counted.edition = $edition
         RETURN [word, counted.titles]
       } AS words,
       COLLECT {
         UNWIND $venue_ids AS venue_id
         MATCH (lifts:VenueLifts {venue_id: venue_id})
         WHERE lifts.edition = $edition
         RETURN [venue_id, lifts.others, lifts.lifts]
       } AS lifts
