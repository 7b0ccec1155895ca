// One paper row has one id
CREATE CONSTRAINT paper_id_is_unique IF NOT EXISTS
FOR (paper:Paper) REQUIRE paper.paper_id IS UNIQUE
