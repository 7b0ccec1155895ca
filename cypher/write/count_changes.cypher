// How many paper rows were written or deleted since weights and rarity were learned
//
// When nothing has changed since then, they are of this revision of the graph too. Rows: none.
// :param changed => 10
// :param revision => 2
MATCH (model:PersonModel {name: "persons"})
WHERE model.edition IS NOT NULL
SET model.changed = model.changed + $changed
FOREACH (each IN CASE WHEN model.changed = 0 THEN [model] ELSE [] END |
  SET each.revision = $revision
)
