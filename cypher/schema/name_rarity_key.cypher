// The rarity of a name is looked up by its key, in one edition
CREATE INDEX name_rarity_key IF NOT EXISTS
FOR (rarity:NameRarity) ON (rarity.edition, rarity.name_key)
