// Works whose title or abstract has searched words, the best ones first
//
// One row. `hit_count` is the number of paper rows that the full-text index gave, at most as many as asked for; `papers`
// are the works of those that pass the filters, by falling score, then by work_id. Year, venue and type are those of the
// row that shows the work: the preferred one, or another one while a load writes; `source` is that of a row that
// the index gave. With `whole_scores`, rows with the lowest score do not count when there may be more of them than the
// index gave. `after` is null or the last work of the previous page: {score, work_id}. `torn` says whether the
// authors or the venue of the row were not read whole, as can be while a load writes.
// :param query => "+title:notes"
// :param hits => 1000
// :param whole_scores => false
// :param since => null
// :param until => null
// :param venue_id => null
// :param source => null
// :param type => null
// :param after => null
// :param limit => 20
CALL db.index.fulltext.queryNodes("paper_words", $query, {limit: $hits}) YIELD node AS hit, score
WITH collect({work_id: hit.work_id, source: hit.source, score: score}) AS found
WITH found,
     CASE WHEN $whole_scores AND size(found) >= $hits THEN found[-1].score ELSE -1.0 END AS lowest
CALL (found, lowest) {
  UNWIND found AS hit
  WITH hit
  WHERE hit.work_id IS NOT NULL AND hit.score > lowest AND ($source IS NULL OR hit.source = $source)
  WITH hit.work_id AS work_id, max(hit.score) AS score
  WHERE $after IS NULL OR score < $after.score OR score = $after.score AND work_id > $after.work_id
  CALL (work_id) {
    MATCH (row:Paper {work_id: work_id})
    RETURN row AS shown
    ORDER BY row.preferred DESC, row.source, row.paper_id
    LIMIT 1
  }
  WITH shown, score
  WHERE ($since IS NULL OR shown.year >= $since)
    AND ($until IS NULL OR shown.year <= $until)
    AND ($type IS NULL OR toLower(shown.type) = toLower($type))
    AND ($venue_id IS NULL OR EXISTS { (shown)-[:PUBLISHED_AT]->(:Venue {venue_id: $venue_id}) })
  WITH shown, score
  ORDER BY score DESC, shown.work_id
  // LIMIT would hold the list of hits with each of its rows: memory for each hit, times the limit.
  WITH collect({shown: shown, score: score})[..$limit] AS page
  UNWIND page AS work
  WITH work.shown AS shown, work.score AS score
  CALL (shown) {
    MATCH (shown)-[at:PUBLISHED_AT]->(venue)
    RETURN collect({name: venue.name, track: at.track}) AS venues
  }
  CALL (shown) {
    MATCH (shown)<-[authored:AUTHORED]-(person)
    // An authorship that goes has no role at last, so that `people` counts those that were read whole.
    WITH person, authored.position AS position, authored
    ORDER BY coalesce(position, 1000000000), person.author_id
    WITH person, position, authored.role AS role
    RETURN count(role) AS people, collect(
      CASE role
        WHEN "author" THEN {author_id: person.author_id, name: person.name, position: position}
      END
    ) AS authors
  }
  WITH shown, score, venues, people, authors
  ORDER BY score DESC, shown.work_id
  RETURN collect({
    work_id: shown.work_id,
    paper_id: shown.paper_id,
    title: shown.title,
    year: shown.year,
    venue: venues[0].name,
    track: venues[0].track,
    type: shown.type,
    authors: authors,
    author_count: shown.author_count,
    abstract: shown.abstract,
    rows: COLLECT {
      MATCH (row:Paper {work_id: shown.work_id})
      ORDER BY row.preferred DESC, row.source, row.paper_id
      RETURN {paper_id: row.paper_id, source: row.source}
    },
    score: score,
    torn: NOT coalesce(people + size(venues) = shown.link_count, false)
  }) AS papers
}
RETURN size(found) AS hit_count, papers
