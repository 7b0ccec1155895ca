// Name cluster: the author rows of one name and a page of their works, newest first
//
// One row per hundred works of the page, at least one, but none for a name without author rows: one row per work takes
// longer to send, and a single row makes its reader wait. `author_rows`, by falling number of works, are in the first
// row only; `paper_count` is the number of works of all of them. A work is shown by its preferred row, or by another one
// while a load writes. `torn` says whether the authors or the venue of this row were not read whole, as can be while
// a load writes.
// `match` is "exact" (key is a name_key), "fold" (key is a fold_key) or "printed" (key is the name_key of a name under
// which a paper or a person record prints the rows);
// `after` is null or the last work of the previous page: {year, title, work_id}, year -1 if it has none.
// `sources` are the sources whose author rows count, null for all. `skip` is a number of works to pass over.
// `identifiers` are pairs of property and value, of the properties asked for.
// :param key => "ada lovelace"
// :param match => "exact"
// :param sources => null
// :param after => null
// :param skip => 0
// :param limit => 50
// :param with_head => true
// :param identifiers => ["doi", "arxiv_id", "pmid"]
CALL () {
  MATCH (author:Author {name_key: $key})
  WHERE $match = "exact"
  RETURN author
  UNION ALL
  MATCH (author:Author {fold_key: $key})
  WHERE $match = "fold"
  RETURN author
  UNION ALL
  CALL () {
    MATCH (author:Author)-[authored:AUTHORED {printed_key: $key}]->()
    USING INDEX SEEK authored:AUTHORED(printed_key)
    WHERE $match = "printed"
    RETURN author
    UNION
    MATCH (author:Author)<-[names:NAMES {printed_key: $key}]-()
    USING INDEX SEEK names:NAMES(printed_key)
    WHERE $match = "printed"
    RETURN author
  }
  RETURN author
}
WITH author
WHERE $sources IS NULL OR author.source IN $sources
OPTIONAL MATCH (author)-[:AUTHORED {role: "author"}]->(paper)
WITH author, collect(DISTINCT paper) AS papers, count(DISTINCT paper.work_id) AS paper_count
ORDER BY paper_count DESC, author.author_id
WITH collect({
       author_id: author.author_id,
       name: author.name,
       key: author.name_key,
       source: author.source,
       homonym: author.homonym,
       person_id: author.person_id,
       paper_count: paper_count
     }) AS author_rows,
     collect(papers) AS paper_lists
WHERE size(author_rows) > 0
CALL (author_rows, paper_lists) {
  UNWIND range(0, size(author_rows) - 1) AS place
  UNWIND paper_lists[place] AS paper
  WITH paper.work_id AS work_id, collect(DISTINCT author_rows[place].author_id) AS author_ids, head(collect(paper)) AS paper
  WITH author_ids,
       CASE
         WHEN paper.preferred THEN paper
         ELSE head(COLLECT {
           MATCH (row:Paper {work_id: work_id})
           RETURN row
           ORDER BY row.preferred DESC, row.source, row.paper_id
         })
       END AS shown
  RETURN collect({shown: shown, year: coalesce(shown.year, -1), author_ids: author_ids}) AS works
}
CALL (works) {
  UNWIND works AS work
  WITH work, work.year AS year
  WHERE $after IS NULL
     OR year < $after.year
     OR year = $after.year AND toLower(work.shown.title) > toLower($after.title)
     OR year = $after.year AND toLower(work.shown.title) = toLower($after.title) AND work.shown.work_id > $after.work_id
  WITH work
  ORDER BY year DESC
  WITH collect(work) AS left
  // Titles are long, and read only for the years that the page reaches.
  WITH left, CASE WHEN size(left) > $skip + $limit THEN left[$skip + $limit - 1].year ELSE -1 END AS last_year
  UNWIND left AS work
  WITH work
  WHERE work.year >= last_year
  WITH work, work.year AS year, toLower(work.shown.title) AS title, work.shown.work_id AS work_id
  ORDER BY year DESC, title, work_id
  // LIMIT would hold the lists above with each of its rows: memory for each work of the name, times the limit.
  RETURN collect(work)[$skip..$skip + $limit] AS page
}
CALL (author_rows, paper_lists, works) {
  // Without a head nothing is counted. A condition on rows would need a UNION, which Neo4j 5.26 cannot plan when
  // `with_head` is written into the query, as Neo4j Browser gets it.
  WITH CASE WHEN $with_head THEN paper_lists ELSE [] END AS counted_lists,
       CASE WHEN $with_head THEN works ELSE [] END AS counted,
       COLLECT { UNWIND author_rows AS row RETURN DISTINCT row.key } AS own_keys
  CALL (counted) {
    UNWIND counted AS work
    WITH work.year AS year, count(*) AS papers
    ORDER BY year DESC
    RETURN collect({year: nullIf(year, -1), papers: papers}) AS years
  }
  CALL (counted) {
    UNWIND counted AS work
    WITH work.shown AS shown
    MATCH (shown)-[:PUBLISHED_AT]->(venue)
    WITH venue, count(*) AS papers
    ORDER BY papers DESC, venue.venue_id
    RETURN collect({venue_id: venue.venue_id, name: venue.name, papers: papers})[..10] AS venues, count(*) AS venue_count
  }
  CALL (own_keys, counted_lists) {
    UNWIND counted_lists AS papers
    UNWIND papers AS paper
    WITH DISTINCT paper
    // The work's id is read once a paper here, instead of once an authorship.
    WITH paper, paper.work_id AS work_id
    MATCH (paper)<-[:AUTHORED {role: "author"}]-(coauthor)
    WITH coauthor.name_key AS key, count(DISTINCT work_id) AS papers
    WHERE NOT key IN own_keys
    WITH key, papers
    ORDER BY papers DESC, key
    WITH collect({key: key, papers: papers})[..10] AS nearest, count(*) AS coauthor_count
    RETURN [near IN nearest | {
             key: near.key,
             papers: near.papers,
             spellings: COLLECT {
               MATCH (author:Author {name_key: near.key})
               RETURN [author.name, COUNT { (author)-[:AUTHORED]->() }]
             }
           }] AS coauthors,
           coauthor_count
  }
  RETURN CASE
           WHEN $with_head THEN {
             years: years,
             venues: venues,
             venue_count: venue_count,
             coauthors: coauthors,
             coauthor_count: coauthor_count
           }
         END AS head
}
UNWIND range(0, CASE size(page) WHEN 0 THEN 0 ELSE size(page) - 1 END, 100) AS start
WITH *
ORDER BY start
CALL (start, page) {
  UNWIND range(start, start + 99) AS place
  WITH place, page[place].shown AS shown, page[place].author_ids AS author_ids
  WHERE shown IS NOT NULL
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
  WITH place, shown, author_ids, venues, people, authors
  ORDER BY place
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
    matched_author_ids: COLLECT { UNWIND author_ids AS author_id RETURN author_id ORDER BY author_id },
    abstract: shown.abstract,
    identifiers: [name IN $identifiers WHERE shown[name] IS NOT NULL | [name, shown[name]]],
    url: shown.url,
    rows: COLLECT {
      MATCH (row:Paper {work_id: shown.work_id})
      ORDER BY row.preferred DESC, row.source, row.paper_id
      RETURN {paper_id: row.paper_id, source: row.source}
    },
    // Counted from what was read, since the row may change between a count and the reading, or go.
    torn: NOT coalesce(people + size(venues) = shown.link_count, false)
  }) AS papers
}
RETURN CASE start WHEN 0 THEN author_rows ELSE [] END AS author_rows,
       size(works) AS paper_count,
       CASE start WHEN 0 THEN head END AS head,
       papers
ORDER BY start
