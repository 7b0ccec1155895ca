"""From a path to bytes: files, compressed files, members of archives, and what their bytes look like.

Nothing here knows a format of bibliographic records; `formats` reads what this room opens.
"""
