-- How sources print each venue: printed name, source, number of paper rows
SELECT venue_id, printed_venue, split_part(paper_id, ':', 1) AS source, count(*) AS printings
FROM standing_published_at
GROUP BY venue_id, printed_venue, split_part(paper_id, ':', 1)
