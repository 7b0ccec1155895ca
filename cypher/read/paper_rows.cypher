// How many paper rows the graph has, from the counts that Neo4j keeps
//
// One row: paper_rows.
MATCH (paper:Paper)
RETURN count(paper) AS paper_rows
