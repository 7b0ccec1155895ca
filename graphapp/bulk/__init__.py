"""First loads by Neo4j's import tool: records become tables on disk, SQL settles them, and the tool makes the graph.

An ordinary load writes and settles in a graph that answers meanwhile. Into an empty database the same graph comes
faster as files. `first_load.py` and `table_export.py` are the commands, `source_tables.py` is what they share:

- `parts.py` lets several processes (`workers.py`) make rows of records, which `tables.py` writes;
- `settling.py` gives them what the end of an ordinary load gives: the statements of `sql/`, which `engine.py` runs, and
  the rules of Python on groups of rows (`groups.py`);
- `import_files.py` writes what the tool reads.
"""
