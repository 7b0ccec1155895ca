-- The smallest label of the paper rows with which each paper row shares a value, and the label of that one
SELECT near.paper_id, least(near.label, labels.label) AS label
FROM (
  SELECT memberships.paper_id, min(smallest.label) AS label
  FROM memberships
  JOIN (
    SELECT scheme, value, min(label) AS label
    FROM memberships
    JOIN labels ON labels.paper_id = memberships.paper_id
    GROUP BY scheme, value
  ) AS smallest ON smallest.scheme = memberships.scheme AND smallest.value = memberships.value
  GROUP BY memberships.paper_id
) AS near
JOIN labels ON labels.paper_id = near.label
