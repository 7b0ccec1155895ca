"""Services: typed functions that run query files and return results. One module per subject; nothing here writes.

Several of them use `author_rows` and `joint_works`. Next to each service is the function that gives the query for its
answer in Neo4j Browser; `browser_queries` has the table of these functions.
"""
