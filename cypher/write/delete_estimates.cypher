// Deletes estimates of all editions but one
//
// At most `most` of each kind; one row: how many were deleted.
// :param edition => 1
// :param most => 10000
CALL () {
  MATCH (rarity:NameRarity)
  WHERE rarity.edition <> $edition
  RETURN rarity AS estimate
  LIMIT $most
  UNION ALL
  MATCH (counted:TitleWord)
  WHERE counted.edition <> $edition
  RETURN counted AS estimate
  LIMIT $most
  UNION ALL
  MATCH (lifts:VenueLifts)
  WHERE lifts.edition <> $edition
  RETURN lifts AS estimate
  LIMIT $most
}
DELETE estimate
RETURN count(*) AS deleted
