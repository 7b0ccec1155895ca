"""Ids of sources in the addresses of their web sites: which part of an address is the source's own id.

    https://dblp.org/rec/conf/nips/DettmersPHZ23.html          conf/nips/DettmersPHZ23
    DBLP:conf/nips/DettmersPHZ23                               conf/nips/DettmersPHZ23
    https://dblp.org/pid/172/1045.html                         172/1045
    https://aclanthology.org/2020.acl-main.1.pdf               2020.acl-main.1
    https://openreview.net/forum?id=OUIFPHEgJU                 OUIFPHEgJU
    https://openalex.org/W2741809807                           W2741809807

The ids are those that the modules of `formats/` read. Identifiers that papers of all sources have, such as DOIs, are in
`rules/identifiers.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceId:
    """An id that a text spells, and the site that has such ids."""

    id: str
    site: str
    """As shown to people: `dblp`."""


_ADDRESS: Final = r"(?:https?://)?(?:www\.)?"
_DBLP: Final = _ADDRESS + r"dblp\.(?:uni-trier\.de|org|dagstuhl\.de)"
_DBLP_ENDING: Final = r"(?:\.(?:html|xml|bib|rdf|nt|ttl))?(?:\?.*)?"
_ACL: Final = _ADDRESS + r"(?:aclanthology\.org|aclweb\.org/anthology|aclanthology\.info/papers)"
_SPELLINGS: Final = (
    ("dblp", _DBLP + r"/rec/(?:bib\d?/|html/|xml/)?(?P<id>[^?#]+?)" + _DBLP_ENDING),
    ("dblp", _DBLP + r"/pid/(?P<id>[^?#]+?)" + _DBLP_ENDING),
    ("dblp", r"homepages/(?P<id>\S+/\S+)"),
    ("dblp", r"dblp:\s*(?P<id>\S+/\S+)"),
    ("ACL Anthology", _ACL + r"/(?:people/\w/)?(?P<id>[\w.-]+?)(?:\.(?:pdf|bib|xml|endf))?/?"),
    ("OpenReview", _ADDRESS + r"openreview\.net/(?:forum|pdf|profile|attachment)\?(?:[^#]*&)?id=(?P<id>[^&#]+).*"),
    ("OpenAlex", _ADDRESS + r"(?:api\.)?openalex\.org/(?:works/|authors/)?(?P<id>[WA]\d+)"),
    ("Semantic Scholar", r"CorpusId:\s*(?P<id>\d+)"),
    ("Semantic Scholar", _ADDRESS + r"(?:api\.)?semanticscholar\.org/(?:paper|author)/(?:[^/]+/)?(?P<id>\w+)/?"),
)
_PATTERNS: Final = tuple((site, re.compile(pattern, re.IGNORECASE)) for site, pattern in _SPELLINGS)

LONGEST_ADDRESS: Final = 2_000
"""Maximum number of characters of a text that is searched for an id."""


def source_ids(text: str) -> Iterator[SourceId]:
    """The ids that a text spells as an address or with the name of its site; none for a plain id."""
    text = text.strip()
    if len(text) > LONGEST_ADDRESS:
        return
    for site, pattern in _PATTERNS:
        if (found := pattern.fullmatch(text)) is not None:
            yield SourceId(id=unquote(found["id"]), site=site)
