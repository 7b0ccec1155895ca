// The rarity of a name is looked up by its key
CREATE INDEX name_rarity_key IF NOT EXISTS
FOR (rarity:NameRarity) ON (rarity.name_key)
