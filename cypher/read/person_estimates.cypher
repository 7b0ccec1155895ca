// What was learned of names, of words, and of venues
//
// One row. `model` is null when nothing was learned; `graph_revision` is the revision of the graph as it is.
// `expected_others` has no name so rare that nothing is stored of it. `words` has each word of at least two titles with
// their number, `lifts` each venue with the others with which it has many authors in common.
// :param keys => ["ada lovelace"]
// :param words => ["engine"]
// :param venue_ids => ["icml"]
OPTIONAL MATCH (model:PersonModel {name: "persons"})
WHERE model.edition IS NOT NULL
CALL () {
  MATCH (source:Source)
  RETURN coalesce(max(source.revision), 0) AS graph_revision
}
RETURN CASE
         WHEN model IS NOT NULL THEN {
           edition: model.edition,
           revision: model.revision,
           changed: model.changed,
           works: model.works,
           names: model.names,
           scale: model.scale,
           crowded: model.crowded,
           weights: model.weights
         }
       END AS model,
       graph_revision,
       COLLECT {
         UNWIND $keys AS key
         MATCH (rarity:NameRarity {edition: model.edition, name_key: key})
         RETURN [key, rarity.expected_others]
       } AS expected_others,
       COLLECT {
         UNWIND $words AS word
         MATCH (counted:TitleWord {edition: model.edition, word: word})
         RETURN [word, counted.titles]
       } AS words,
       COLLECT {
         UNWIND $venue_ids AS venue_id
         MATCH (lifts:VenueLifts {edition: model.edition, venue_id: venue_id})
         RETURN [venue_id, lifts.others, lifts.lifts]
       } AS lifts
