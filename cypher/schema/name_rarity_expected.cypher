// The most crowded names are found by the expected number of other persons
CREATE INDEX name_rarity_expected IF NOT EXISTS
FOR (rarity:NameRarity) ON (rarity.expected_others)
