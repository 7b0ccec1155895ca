// Forgets what was learned: the graph has become too small to learn from it
//
// The estimates are deleted as those of no edition. Rows: none.
MATCH (model:PersonModel {name: "persons"})
REMOVE model.edition
