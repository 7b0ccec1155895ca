-- The venues that standing paper rows name
SELECT shown.venue_id, shown.name, shown.kind, stated.revision
FROM shown_venues AS shown
JOIN stated_venues AS stated ON stated.venue_id = shown.venue_id
