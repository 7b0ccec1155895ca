-- Number of venues that each load was the first to name, and of those that no standing record states
SELECT first_revision, count(*) AS created, count(*) FILTER (WHERE NOT standing) AS deleted
FROM stated_venues
GROUP BY first_revision
