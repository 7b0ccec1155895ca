-- What records say of the author rows whose name is chosen: printed name, ORCID, whether the name identifies the row,
-- how often. `person_id` is that of a person record, which states each of its names once; null for authorships.
SELECT authored.author_id,
       CAST(NULL AS VARCHAR) AS person_id,
       authored.printed_name,
       authored.orcid,
       authored.printed_key IS NULL AS by_name,
       count(*) AS statements
FROM standing_authored AS authored
JOIN stated_authors ON stated_authors.author_id = authored.author_id AND stated_authors.identified
GROUP BY authored.author_id, authored.printed_name, authored.orcid, authored.printed_key IS NULL
UNION ALL
SELECT names.author_id, names.person_id, names.printed_name, persons.orcid, names.printed_key IS NULL, 1
FROM standing_names AS names
JOIN standing_persons AS persons ON persons.person_id = names.person_id
