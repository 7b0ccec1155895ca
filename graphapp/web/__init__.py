"""The pages and their JSON: what `graphapp serve` answers.

A request is a question to one reading service. `guards` lets harmless requests in and sets the headers of all answers,
`questions` reads parameters, `twins` answers in JSON and `pages` in HTML, `problems` turns errors into answers. Nothing
here writes to the graph: a test holds that the web imports reading services alone.
"""

from typing import Final

KEPT_MEGABYTES: Final = 64
"""Memory for finished answers, unless a server is told otherwise: some hundred to a thousand pages."""
