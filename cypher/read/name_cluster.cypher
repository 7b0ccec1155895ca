// Name cluster: the author rows of one name and a page of their works, newest first
//
// One row, or none for a name that nobody carries; a record a work takes longer to send. `author_rows` are by falling
// number of works; `paper_count` is the works of all of them. A work is shown by its preferred row.
// `match` is "exact" (key is a name_key) or "fold" (key is a fold_key);
// `after` is null or the last work of the page before: {year, title, work_id}, year -1 where there is none.
// :param key => "ada lovelace"
// :param match => "exact"
// :param after => null
// :param limit => 50
CALL () {
  MATCH (author:Author {name_key: $key})
  WHERE $match = "exact"
  RETURN author
  UNION ALL
  MATCH (author:Author {fold_key: $key})
  WHERE $match = "fold"
  RETURN author
}
OPTIONAL MATCH (author)-[:AUTHORED {role: "author"}]->(paper)
WITH author, collect(DISTINCT paper) AS papers, count(DISTINCT paper.work_id) AS paper_count
ORDER BY paper_count DESC, author.author_id
WITH collect({
       author_id: author.author_id,
       name: author.name,
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
  WITH paper.work_id AS work_id, author_rows[place].author_id AS author_id, paper
  ORDER BY author_id
  WITH work_id, collect(DISTINCT author_id) AS matched_author_ids, head(collect(paper)) AS paper
  WITH matched_author_ids,
       CASE
         WHEN paper.preferred THEN paper
         ELSE head(COLLECT { MATCH (row:Paper {work_id: work_id}) WHERE row.preferred RETURN row ORDER BY row.paper_id })
       END AS shown
  RETURN collect({shown: shown, matched_author_ids: matched_author_ids}) AS works
}
RETURN author_rows,
       size(works) AS paper_count,
       COLLECT {
         UNWIND works AS work
         WITH work.shown AS shown, work.matched_author_ids AS matched_author_ids
         WITH shown, matched_author_ids, coalesce(shown.year, -1) AS year, toLower(shown.title) AS title
         WHERE $after IS NULL
            OR year < $after.year
            OR year = $after.year AND title > toLower($after.title)
            OR year = $after.year AND title = toLower($after.title) AND shown.work_id > $after.work_id
         WITH shown, matched_author_ids, year, title
         ORDER BY year DESC, title, shown.work_id
         LIMIT $limit
         OPTIONAL MATCH (shown)-[at:PUBLISHED_AT]->(venue)
         WITH shown, matched_author_ids, year, title, at, venue
         ORDER BY year DESC, title, shown.work_id
         RETURN {
           work_id: shown.work_id,
           paper_id: shown.paper_id,
           title: shown.title,
           year: shown.year,
           venue: venue.name,
           track: at.track,
           type: shown.type,
           authors: COLLECT {
             MATCH (shown)<-[authored:AUTHORED {role: "author"}]-(coauthor)
             ORDER BY coalesce(authored.position, 1000000000), coauthor.author_id
             RETURN {author_id: coauthor.author_id, name: coauthor.name, position: authored.position}
           },
           author_count: shown.author_count,
           matched_author_ids: matched_author_ids,
           abstract: shown.abstract,
           rows: COLLECT {
             MATCH (row:Paper {work_id: shown.work_id})
             ORDER BY row.preferred DESC, row.source, row.paper_id
             RETURN {paper_id: row.paper_id, source: row.source}
           }
         }
       } AS papers
ORDER BY paper_count
