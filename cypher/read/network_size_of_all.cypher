// How many names wrote any paper row
//
// One row. Names are counted in the order of their index, and of each author row one authorship is looked for, so that
// neither memory nor time grows with the authorships.
MATCH (author:Author)
WHERE author.name_key >= "" AND EXISTS { (author)-[:AUTHORED {role: "author"}]->() }
WITH DISTINCT author.name_key AS key
RETURN count(*) AS name_count
