// What was learned of this graph: weights of evidence, and from how much
//
// One row if weights were learned, else none. `edition` marks the nodes NameRarity, TitleWord and VenueLifts that belong
// to it; `changed` counts the paper rows that were written or deleted since then.
MATCH (model:PersonModel)
WHERE model.edition IS NOT NULL
RETURN model.edition AS edition,
       model.revision AS revision,
       model.changed AS changed,
       model.works AS works,
       model.names AS names,
       model.scale AS scale,
       model.crowded AS crowded,
       model.weights AS weights
ORDER BY edition
LIMIT 1
