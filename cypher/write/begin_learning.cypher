// The bookkeeping at the beginning of learning: a further edition
//
// One row: edition.
MERGE (model:PersonModel {name: "persons"})
SET model.begun = coalesce(model.begun, 0) + 1
RETURN model.begun AS edition
