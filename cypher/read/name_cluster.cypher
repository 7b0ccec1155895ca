// Name cluster: the author rows of one name and a page of their works, newest first
//
// One row a work of the page, so that the first are on their way while the next are read; one row without a work for a
// page without any; no row for a name that nobody carries. The first row alone has author_rows, by falling number of
// works. paper_count is the works of all author rows. A work is shown by its preferred row.
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
WITH author, collect(DISTINCT paper) AS author_papers, count(DISTINCT paper.work_id) AS paper_count
ORDER BY paper_count DESC, author.author_id
WITH collect({
       author_id: author.author_id,
       name: author.name,
       source: author.source,
       homonym: author.homonym,
       person_id: author.person_id,
       paper_count: paper_count
     }) AS author_rows,
     collect(author_papers) AS paper_lists
WHERE size(author_rows) > 0
CALL (paper_lists) {
  UNWIND paper_lists AS author_papers
  UNWIND author_papers AS paper
  WITH DISTINCT paper
  WITH CASE
         WHEN paper.preferred THEN paper
         ELSE head(COLLECT { MATCH (row:Paper {work_id: paper.work_id}) WHERE row.preferred RETURN row ORDER BY row.paper_id })
       END AS shown
  RETURN collect(DISTINCT shown) AS works
}
CALL (works) {
  UNWIND works AS shown
  WITH shown, coalesce(shown.year, -1) AS year, toLower(shown.title) AS title
  WHERE $after IS NULL
     OR year < $after.year
     OR year = $after.year AND title > toLower($after.title)
     OR year = $after.year AND title = toLower($after.title) AND shown.work_id > $after.work_id
  WITH shown, year, title
  ORDER BY year DESC, title, shown.work_id
  LIMIT $limit
  RETURN collect(shown) AS page
}
UNWIND CASE WHEN size(page) = 0 THEN [0] ELSE range(0, size(page) - 1) END AS place
WITH author_rows, size(works) AS paper_count, place, page[place] AS shown
ORDER BY place
WITH author_rows,
     paper_count,
     place,
     shown,
     COLLECT {
       MATCH (row:Paper {work_id: shown.work_id})
       ORDER BY row.preferred DESC, row.source, row.paper_id
       RETURN row
     } AS rows
OPTIONAL MATCH (shown)-[at:PUBLISHED_AT]->(venue)
RETURN CASE place WHEN 0 THEN author_rows END AS author_rows,
       paper_count,
       CASE WHEN shown IS NOT NULL THEN {
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
         matched_author_ids: COLLECT {
           UNWIND rows AS row
           MATCH (row)<-[:AUTHORED {role: "author"}]-(matched)
           WHERE CASE $match WHEN "exact" THEN matched.name_key ELSE matched.fold_key END = $key
           WITH DISTINCT matched.author_id AS author_id
           ORDER BY author_id
           RETURN author_id
         },
         abstract: shown.abstract,
         rows: [row IN rows | {paper_id: row.paper_id, source: row.source}]
       } END AS paper
ORDER BY place
