// The bookkeeping at the end of learning: answers use this edition, unless a later one was begun
//
// One row: finished.
// :param edition => 1
// :param model => {revision: 1, changed: 0, works: 1000, names: 900, scale: 1.0, crowded: 0, weights: "{}"}
MATCH (model:PersonModel {name: "persons"})
WITH model, model.begun = $edition AS finished
FOREACH (each IN CASE WHEN finished THEN [model] ELSE [] END |
  SET each += $model, each.edition = $edition
)
RETURN finished
