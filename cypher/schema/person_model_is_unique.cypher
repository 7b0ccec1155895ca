// Weights and rarity were learned once: there is one model
CREATE CONSTRAINT person_model_is_unique IF NOT EXISTS
FOR (model:PersonModel) REQUIRE model.name IS UNIQUE
