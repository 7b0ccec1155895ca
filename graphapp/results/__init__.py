"""What a service returns: frozen values whose fields, in their order, are the keys of the JSON.

One module per subject, named like the modules of services; `answer` is the base of them all. Counts of papers are
counts of works: rows of several sources that state one work count once.
"""
