-- Number of paper rows whose label is not final
SELECT count(*) AS changed
FROM labels
JOIN nearer_labels ON nearer_labels.paper_id = labels.paper_id
WHERE nearer_labels.label <> labels.label
