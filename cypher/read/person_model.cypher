// What was learned of this graph: weights of evidence, and from how much
//
// One row; null when nothing was learned. `edition` marks the nodes NameRarity, TitleWord and VenueLifts that belong to
// it; `changed` counts the paper rows that were written or deleted since then.
OPTIONAL MATCH (model:PersonModel {name: "persons"})
RETURN CASE
         WHEN model.edition IS NOT NULL THEN {
           edition: model.edition,
           revision: model.revision,
           changed: model.changed,
           works: model.works,
           names: model.names,
           scale: model.scale,
           crowded: model.crowded,
           weights: model.weights
         }
       END AS model
