// Under which other names papers print the author rows of a cluster, and which other rows they print under its name
//
// One row. `names` are other printed names of its rows with their number of authorships, `rows` the author rows that
// show another name but are printed under this one.
// `match` says which rows the cluster has: "exact" (key is their name_key), "fold" (key is their fold_key), "printed"
// (key is the name_key of a name under which a paper prints them).
// :param key => "ada lovelace"
// :param match => "exact"
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
  WITH authored.printed_name AS name,
       coalesce(authored.printed_key, author.name_key) AS printed_key,
       CASE $match WHEN "fold" THEN author.name_key ELSE $key END AS shown_key
  WHERE printed_key <> shown_key
  WITH name, count(*) AS count
  ORDER BY name
  RETURN collect({name: name, count: count}) AS names
}
CALL () {
  MATCH (author:Author)-[authored:AUTHORED {printed_key: $key}]->()
  USING INDEX authored:AUTHORED(printed_key)
  WHERE $match = "exact" AND author.name_key <> $key
  WITH author, count(*) AS count
  ORDER BY count DESC, author.author_id
  RETURN collect({author_id: author.author_id, name: author.name, source: author.source, count: count}) AS rows
}
RETURN names, rows
