"""All that writes to the graph: records become rows, rows become nodes and relationships.

`source_state` has the protocol that every writing command follows.
"""

from typing import Final

DEFAULT_BATCH_SIZE: Final = 2_000
"""Records per transaction; fewer when they have hundreds of authors."""
