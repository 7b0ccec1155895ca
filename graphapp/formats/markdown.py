"""References in Markdown (CommonMark), one list item a paper. Written, not read.

https://spec.commonmark.org/
"""

import re
from typing import Final

from graphapp.records import PaperRecord
from graphapp.rules.identifiers import SCHEMES
from graphapp.rules.steering import without_steering
from graphapp.rules.titles import plain_title

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~$&])")
_LIST_MARK: Final = re.compile(r"^([0-9]{0,9})([-+.)])(?= )")
"""What would begin a list within the item."""
_SAFE_ADDRESS: Final = re.compile(r"https?://[^\s<>\\\"]+", re.IGNORECASE)


def write(record: PaperRecord, key: str) -> str:
    """The reference of a paper: authors, title, venue, year, and a link where it has an identifier or an address."""
    names = [authorship.printed_name for authorship in record.authorships if authorship.role == "author"]
    if names and not record.authors_complete:
        names.append("et al")
    parts = [f"{_plain(', '.join(names))}."] if names else []
    parts.append(f"**{_plain(plain_title(record.title))}**.")
    where = [f"*{_plain(record.venue)}*"] if record.venue else []
    where += [str(record.year)] if record.year else []
    if where:
        parts.append(f"{', '.join(where)}.")
    if link := _link(record):
        parts.append(link)
    reference = _LIST_MARK.sub(r"\1\\\2", " ".join(parts))
    return f"- {reference}\n"


def _link(record: PaperRecord) -> str:
    for scheme in SCHEMES:
        if (value := record.identifiers.get(scheme.property)) is not None:
            return f"[{_plain(value)}](<{scheme.resolver}{_address(value)}>)"
    if record.url is not None and _SAFE_ADDRESS.fullmatch(record.url):
        return f"<{_address(record.url)}>"
    return ""


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(without_steering(text).split()))


def _address(text: str) -> str:
    return re.sub(r"[<>\\\s]", "", text)
