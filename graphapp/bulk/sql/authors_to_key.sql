-- Author rows that their printed name identifies
SELECT author_id, printed_name, authorships
FROM stated_authors
WHERE standing AND NOT identified
