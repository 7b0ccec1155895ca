"""References in Markdown (CommonMark), one list item a paper. Written, not read.

https://spec.commonmark.org/
"""

import re
from typing import Final
from urllib.parse import quote

from graphapp.formats.bibtex.maths import without_maths
from graphapp.records import PaperRecord
from graphapp.rules.identifiers import SCHEMES
from graphapp.rules.printed_names import undivided
from graphapp.rules.steering import without_steering
from graphapp.rules.titles import without_tags

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~$&^@])")
_LIST_MARK: Final = re.compile(r"^([0-9]{0,9})([-+.)])(?= )")
"""What would begin a list within the item."""
_SAFE: Final = "/:;(),"
"""What an identifier in an address has as it is, beside letters, digits and `-._~`."""
_SAFE_ADDRESS: Final = re.compile(r"https?://[^\s<>\\\"]+", re.IGNORECASE)


def write(record: PaperRecord, key: str) -> str:
    """The reference of a paper: authors, title, venue, year, and a link where it has an identifier or an address."""
    names = [undivided(each.printed_name) for each in record.authorships if each.role == "author"]
    between = "; " if any("," in name for name in names) else ", "
    if names and not record.authors_complete:
        names.append("et al")
    parts = [f"{_plain(between.join(names)).removesuffix('.')}."] if names else []
    parts.append(f"**{_title(record.title)}**.")
    where = [f"*{_plain(record.venue)}*"] if record.venue else []
    where += [str(record.year)] if record.year else []
    if where:
        parts.append(f"{', '.join(where)}.")
    if link := _link(record):
        parts.append(link)
    reference = _LIST_MARK.sub(r"\1\\\2", " ".join(parts))
    return f"- {reference}\n"


def _title(title: str) -> str:
    """The title without tags, and with mathematics in letters; all else stands there as it is printed."""
    return _plain(without_maths(without_tags(title))) or _plain(title)


def _link(record: PaperRecord) -> str:
    for scheme in SCHEMES:
        if (value := record.identifiers.get(scheme.property)) is not None:
            return f"[{_plain(value)}](<{scheme.resolver}{quote(value, safe=_SAFE)}>)"
    if record.url is not None and _SAFE_ADDRESS.fullmatch(record.url):
        return f"<{record.url}>"
    return ""


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(without_steering(text).split()))
