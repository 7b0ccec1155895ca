// What of the graph has one of some ids
//
// One row per thing: `kind` says whether `id` is a paper_id, author_id, person_id or venue_id. `label` is what the thing
// shows: a title, or names. `work_id` is null but for paper rows; `row_count` is then the number of paper rows of the work.
// :param paper_ids => ["dblp:1"]
// :param author_ids => ["dblp:Ada Lovelace"]
// :param person_ids => ["dblp:homepages/l/AdaLovelace"]
// :param venue_ids => ["neurips"]
// :param orcid => "0000-0002-1694-233X"
CALL () {
  UNWIND $paper_ids AS paper_id
  MATCH (paper:Paper {paper_id: paper_id})
  RETURN "paper row" AS kind,
         paper.paper_id AS id,
         paper.title AS label,
         paper.work_id AS work_id,
         COUNT { MATCH (:Paper {work_id: paper.work_id}) } AS row_count
  UNION
  UNWIND $author_ids AS author_id
  MATCH (author:Author {author_id: author_id})
  RETURN "author row" AS kind, author.author_id AS id, author.name AS label, null AS work_id, 0 AS row_count
  UNION
  MATCH (author:Author {orcid: $orcid})
  RETURN "author row" AS kind, author.author_id AS id, author.name AS label, null AS work_id, 0 AS row_count
  UNION
  UNWIND $person_ids AS person_id
  MATCH (person:PersonRecord {person_id: person_id})
  RETURN "person" AS kind,
         person.person_id AS id,
         reduce(names = "", name IN person.printed_names | names + CASE names WHEN "" THEN "" ELSE ", " END + name) AS label,
         null AS work_id,
         0 AS row_count
  UNION
  UNWIND $venue_ids AS venue_id
  MATCH (venue:Venue {venue_id: venue_id})
  RETURN "venue" AS kind, venue.venue_id AS id, venue.name AS label, null AS work_id, 0 AS row_count
}
RETURN kind, id, label, work_id, row_count
ORDER BY kind, id
