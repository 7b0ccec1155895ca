// Under which names records print the author rows of a cluster, and which other rows they print under its name
//
// One row. `names` are the printed names of its rows; `own` says whether it is the name that the cluster has. `rows` are
// the author rows that show another name but are printed under this one. Each has `count`, its number of authorships,
// and `person_count`, that of names of person records. `sources` are the sources whose author rows count, null for all.
// `match` says which rows the cluster has: "exact" (key is their name_key), "fold" (key is their fold_key), "printed"
// (key is the name_key of a name under which a paper or a person record prints them).
// :param key => "ada lovelace"
// :param match => "exact"
// :param sources => null
CALL () {
  CALL () {
    MATCH (author:Author {name_key: $key})
    WHERE $match = "exact"
    RETURN author
    UNION
    MATCH (author:Author {fold_key: $key})
    WHERE $match = "fold"
    RETURN author
    UNION
    MATCH (author:Author)-[authored:AUTHORED {printed_key: $key}]->()
    USING INDEX SEEK authored:AUTHORED(printed_key)
    WHERE $match = "printed"
    RETURN author
    UNION
    MATCH (author:Author)<-[naming:NAMES {printed_key: $key}]-()
    USING INDEX SEEK naming:NAMES(printed_key)
    WHERE $match = "printed"
    RETURN author
  }
  WITH author
  WHERE $sources IS NULL OR author.source IN $sources
  CALL (author) {
    MATCH (author)-[authored:AUTHORED]->()
    RETURN authored.printed_name AS name,
           coalesce(authored.printed_key, author.name_key) AS printed_key,
           1 AS authorship,
           0 AS person
    UNION ALL
    MATCH (author)<-[naming:NAMES]-()
    RETURN naming.printed_name AS name, naming.printed_key AS printed_key, 0 AS authorship, 1 AS person
  }
  WITH name,
       printed_key = CASE $match WHEN "fold" THEN author.name_key ELSE $key END AS own,
       sum(authorship) AS count,
       sum(person) AS person_count
  ORDER BY name, own
  RETURN collect({name: name, count: count, person_count: person_count, own: own}) AS names
}
CALL () {
  CALL () {
    MATCH (author:Author)-[authored:AUTHORED {printed_key: $key}]->()
    USING INDEX SEEK authored:AUTHORED(printed_key)
    WHERE $match = "exact" AND author.name_key <> $key AND ($sources IS NULL OR author.source IN $sources)
    RETURN author, 1 AS authorship, 0 AS person
    UNION ALL
    MATCH (author:Author)<-[naming:NAMES {printed_key: $key}]-()
    USING INDEX SEEK naming:NAMES(printed_key)
    WHERE $match = "exact" AND author.name_key <> $key AND ($sources IS NULL OR author.source IN $sources)
    RETURN author, 0 AS authorship, 1 AS person
  }
  WITH author, sum(authorship) AS count, sum(person) AS person_count
  ORDER BY count DESC, person_count DESC, author.author_id
  RETURN collect({
           author_id: author.author_id,
           name: author.name,
           source: author.source,
           count: count,
           person_count: person_count
         }) AS rows
}
RETURN names, rows
