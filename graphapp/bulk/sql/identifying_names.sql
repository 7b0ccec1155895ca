-- Names of person records by which their author row, which the source gives an id, is found
SELECT person_id, author_id, printed_name, printed_key
FROM standing_names
WHERE printed_key IS NOT NULL
