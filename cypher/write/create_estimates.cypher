// Estimates of an edition: how rare names are, how frequent words of titles are, which venues share authors
//
// Rows: none.
// :param edition => 1
// :param names => [{name_key: "ada lovelace", expected_others: 0.5}]
// :param words => [{word: "engine", titles: 12}]
// :param venues => [{venue_id: "icml", others: ["neurips"], lifts: [12.5]}]
CALL () {
  UNWIND $names AS row
  CREATE (rarity:NameRarity)
  SET rarity = row, rarity.edition = $edition
}
CALL () {
  UNWIND $words AS row
  CREATE (counted:TitleWord)
  SET counted = row, counted.edition = $edition
}
CALL () {
  UNWIND $venues AS row
  CREATE (lifts:VenueLifts)
  SET lifts = row, lifts.edition = $edition
}
