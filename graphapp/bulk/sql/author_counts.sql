-- Number of authorships of each author row that has some
SELECT author_id, count(*) AS authorships
FROM standing_authored
GROUP BY author_id
