-- The author rows that created records name: whether more than a printed name identifies one, so that its shown name is
-- chosen; a printed name; whether a standing record names it, and the number of its standing authorships
SELECT named.author_id,
       bool_or(named.identified) AS identified,
       min(named.printed_name) AS printed_name,
       bool_or(left_out.record IS NULL) AS standing,
       count(*) FILTER (WHERE named.by_paper AND left_out.record IS NULL) AS authorships
FROM (
  SELECT author_id, printed_name, printed_key IS NOT NULL AS identified, TRUE AS by_paper, record FROM authored
  UNION ALL
  SELECT author_id, printed_name, TRUE, FALSE, record FROM names
) AS named
LEFT JOIN left_out ON left_out.record = named.record
WHERE left_out.record IS NULL OR left_out.created
GROUP BY named.author_id
