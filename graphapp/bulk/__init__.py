"""First loads by Neo4j's import tool: records become tables on disk, SQL settles them, and the tool makes the graph.

An ordinary load writes and settles in a graph that answers meanwhile. Into an empty database the same graph comes
faster as files: `tables.py` collects the rows, `settling.py` and the statements of `sql/` give them what the end of an
ordinary load gives, `import_files.py` writes what the tool reads, and `first_load.py` is the
command.
"""
