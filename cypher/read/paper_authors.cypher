// The authors of paper rows, and how they are printed there
//
// One row per paper row that exists.
// :param paper_ids => ["dblp:1"]
UNWIND $paper_ids AS paper_id
MATCH (paper:Paper {paper_id: paper_id})
RETURN paper.paper_id AS paper_id,
       paper.work_id AS work_id,
       COLLECT {
         MATCH (paper)<-[authored:AUTHORED {role: "author"}]-(author:Author)
         WITH author, collect(DISTINCT authored.printed_key) AS printed_keys, min(authored.orcid) AS orcid
         ORDER BY author.author_id
         RETURN {
           author_id: author.author_id,
           name: author.name,
           name_key: author.name_key,
           homonym: author.homonym,
           printed_keys: printed_keys,
           orcid: orcid
         }
       } AS authors
ORDER BY paper_id
