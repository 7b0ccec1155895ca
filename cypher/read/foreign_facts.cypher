// How many paper rows carry relationships or properties of somebody else
//
// One row. `properties` are those that graphapp writes.
// :param paper_ids => ["dblp:1"]
// :param properties => ["paper_id", "title", "title_key", "abstract", "year", "type", "url", "source", "author_count", "work_id", "preferred", "row_hash", "link_count", "revision", "doi", "arxiv_id", "pmid"]
UNWIND $paper_ids AS paper_id
MATCH (paper:Paper {paper_id: paper_id})
WHERE EXISTS { (paper)-[relationship]-() WHERE NOT type(relationship) IN ["AUTHORED", "PUBLISHED_AT"] }
   OR any(name IN keys(paper) WHERE NOT name IN $properties)
RETURN count(*) AS papers
