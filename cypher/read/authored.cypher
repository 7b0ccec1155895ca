// The relationships AUTHORED of an author row or of a paper row
//
// One row per relationship of the asked role ("author" or "editor"), unknown positions last.
// `property` says what `id` is: "author_id" or "paper_id".
// :param property => "author_id"
// :param id => "dblp:Ada Lovelace"
// :param role => "author"
CALL () {
  MATCH (author:Author {author_id: $id})-[authored:AUTHORED]->(paper)
  USING INDEX SEEK author:Author(author_id)
  WHERE $property = "author_id"
  RETURN author, authored, paper
  UNION ALL
  MATCH (paper:Paper {paper_id: $id})<-[authored:AUTHORED]-(author)
  USING INDEX SEEK paper:Paper(paper_id)
  WHERE $property = "paper_id"
  RETURN author, authored, paper
}
WITH author, authored, paper
WHERE authored.role = $role
RETURN author.author_id AS author_id,
       paper.paper_id AS paper_id,
       {
         position: authored.position,
         printed_name: authored.printed_name,
         printed_key: authored.printed_key,
         role: authored.role,
         orcid: authored.orcid
       } AS properties
ORDER BY paper_id, coalesce(properties.position, 1000000000), author_id, properties.printed_name, properties.orcid
