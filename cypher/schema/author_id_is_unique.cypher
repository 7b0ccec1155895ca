// One author row has one id
CREATE CONSTRAINT author_id_is_unique IF NOT EXISTS
FOR (author:Author) REQUIRE author.author_id IS UNIQUE
