// Under which names papers print the author rows of a cluster, and which other rows they print under its name
//
// One row. `names` are the printed names of its rows with their number of authorships; `own` says whether it is the name
// that the cluster has. `rows` are the author rows that show another name but are printed under this one. `sources` are
// the sources whose author rows count, null for all.
// `match` says which rows the cluster has: "exact" (key is their name_key), "fold" (key is their fold_key), "printed"
// (key is the name_key of a name under which a paper prints them).
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
    USING INDEX authored:AUTHORED(printed_key)
    WHERE $match = "printed"
    RETURN author
  }
  MATCH (author)-[authored:AUTHORED]->()
  WHERE $sources IS NULL OR author.source IN $sources
  WITH authored.printed_name AS name,
       coalesce(authored.printed_key, author.name_key) = CASE $match WHEN "fold" THEN author.name_key ELSE $key END AS own,
       count(*) AS count
  ORDER BY name, own
  RETURN collect({name: name, count: count, own: own}) AS names
}
CALL () {
  MATCH (author:Author)-[authored:AUTHORED {printed_key: $key}]->()
  USING INDEX authored:AUTHORED(printed_key)
  WHERE $match = "exact" AND author.name_key <> $key AND ($sources IS NULL OR author.source IN $sources)
  WITH author, count(*) AS count
  ORDER BY count DESC, author.author_id
  RETURN collect({author_id: author.author_id, name: author.name, source: author.source, count: count}) AS rows
}
RETURN names, rows
