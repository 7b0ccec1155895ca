// Deletes estimates of all editions but one
//
// At most `most` of each kind in one way; rows: none.
// :param edition => 1
// :param most => 10000
CALL () {
  MATCH (rarity:NameRarity)
  WHERE rarity.edition < $edition AND rarity.name_key IS NOT NULL
  RETURN rarity AS estimate
  LIMIT $most
  UNION ALL
  MATCH (rarity:NameRarity)
  WHERE rarity.edition > $edition AND rarity.name_key IS NOT NULL
  RETURN rarity AS estimate
  LIMIT $most
  UNION ALL
  MATCH (counted:TitleWord)
  WHERE counted.edition < $edition AND counted.word IS NOT NULL
  RETURN counted AS estimate
  LIMIT $most
  UNION ALL
  MATCH (counted:TitleWord)
  WHERE counted.edition > $edition AND counted.word IS NOT NULL
  RETURN counted AS estimate
  LIMIT $most
  UNION ALL
  MATCH (lifts:VenueLifts)
  WHERE lifts.edition < $edition AND lifts.venue_id IS NOT NULL
  RETURN lifts AS estimate
  LIMIT $most
  UNION ALL
  MATCH (lifts:VenueLifts)
  WHERE lifts.edition > $edition AND lifts.venue_id IS NOT NULL
  RETURN lifts AS estimate
  LIMIT $most
}
DELETE estimate
