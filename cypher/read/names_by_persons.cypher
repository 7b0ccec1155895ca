// The names that the most people are expected to have, by what was learned of the graph
//
// One row per name. `expected_others` is the expected number of other persons beside one. Names that are no longer in
// the graph are left out; without a learned model there is no row. `sources` are the sources whose author rows count,
// null for all.
// :param limit => 20
// :param sources => null
MATCH (model:PersonModel {name: "persons"})
WHERE model.edition IS NOT NULL
MATCH (rarity:NameRarity)
WHERE rarity.expected_others > 0 AND rarity.edition = model.edition
WITH rarity.name_key AS key, rarity.expected_others AS expected_others
ORDER BY expected_others DESC, key
WHERE EXISTS {
  MATCH (author:Author)
  WHERE author.name_key = key AND ($sources IS NULL OR author.source IN $sources)
}
RETURN key, expected_others
ORDER BY expected_others DESC, key
LIMIT $limit
