"""Make the bundled file of `graphapp demo` from a file of mlanthology.

    python tools/make_demo.py SEED-EGO.jsonl.gz graphapp/demo.jsonl.gz

Keeps facts only: id, title, authors, year, venue, DOI. No abstracts. The output does not depend on when it is made.
"""

import gzip
import sys
from pathlib import Path

import msgspec

from graphapp.formats import FORMATS, open_input, read
from graphapp.records import PaperRecord


def main(source: str, target: str) -> None:
    lines: list[bytes] = []
    with open_input(source) as input:
        for record in read(input, FORMATS["mlanthology"]):
            if isinstance(record, PaperRecord):
                facts = {
                    "paper_id": record.paper_id,
                    "title": record.title,
                    "authors": [authorship.printed_name for authorship in record.authorships],
                    "year": record.year,
                    "venue": record.venue,
                    "venue_key": record.venue_key,
                    **record.identifiers,
                }
                lines.append(msgspec.json.encode({name: fact for name, fact in facts.items() if fact is not None}))
    content = b"".join(line + b"\n" for line in sorted(lines))
    Path(target).write_bytes(gzip.compress(content, mtime=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
