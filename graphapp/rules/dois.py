"""DOIs: every spelling of one, in addresses of resolvers and publishers too, and its normal form."""

import re
from typing import Final
from urllib.parse import unquote

from graphapp.rules.spellings import (
    MOST_ROUNDS,
    OPENERS,
    QUOTES,
    SCHEME_OF_ADDRESS,
    plain_text,
    remembered,
    trimmed,
)

# Registrants have at least four digits: https://www.doi.org/the-identifier/resources/handbook (2.2.2).
_DOI_PREFIX: Final = re.compile(r"10\.[1-9][0-9]{3,8}(?:\.[0-9]{1,9}){0,4}/")
_SIMPLE_DOI: Final = re.compile(r"10\.[1-9][0-9]{3,8}/[a-z0-9](?:[a-z0-9._:;/-]*[a-z0-9])?")
_DOI_LABEL: Final = re.compile(r"(?:(?:urn|info|hdl)\s?[:/]\s?)?doi(?:\s?[:=/]|\s)\s{0,3}|hdl:\s?")
_DOI_RESOLVER: Final = re.compile(
    SCHEME_OF_ADDRESS
    + r"(?:www\.)?(?:(?:dx\.)?doi\.org|(?:dx-)?doi-org|hdl\.handle\.net)(?:\.[a-z0-9.-]{1,80})?[/:]\s?"
)
_ADDRESS: Final = re.compile(
    r"(?:(?:https?|ftp)(?::/{0,3}|//)|www\.)?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})(?::[0-9]{1,5})?/"
)
_DOI_IN_PATH: Final = re.compile(r"(?<=[/:=])(?=10\.[1-9][0-9]{3,8}(?:\.[0-9]{1,9}){0,4}/)")
_QUERY: Final = re.compile(r"[?&][\w.-]{1,40}=.*", re.DOTALL)
_TAG: Final = re.compile(r"<(?:/|[a-z]{1,10}[\s>/]).*", re.DOTALL)
_MEDLINE_TAG: Final = re.compile(r"\s{0,3}\[doi\]$")
_LATER_DOI: Final = re.compile(r"(?<![0-9a-z])10\.[1-9][0-9]{3,8}/|://|doi\.org")
_VIEW: Final = re.compile(
    r"/(?:abs|abstract|ampdf|citations|epdf|epub|figures|full(?:[.-]?text)?|html?|meta|metrics|pdf|references|summary"
    r"|suppl(?:_file|ementary|emental)?|tables|transform|xml)(?:\.html?)?(?:/.*)?$"
)
"""The part of a publisher's address behind the DOI that names a view of the paper."""
_FILE: Final = re.compile(r"(?:\.(?:full-text|full|abstract|pdf|html?|xml|epub))+$")
_NUMBERED: Final = re.compile(r"/article(?:-[a-z]{1,20})?/doi/")
_ARTICLE_NUMBER: Final = re.compile(r"^([^/]+/.+)/[0-9]{4,}(?:/[^/]*)?$")
"""Publishers with such addresses append a number, and a title, to the DOI."""
_VERSION_OF_PREPRINT: Final = re.compile(r"v[0-9]{1,2}$")
_VOLUME: Final = re.compile(r"/(?:book|books|issue|journal|proceedings|series|toc)/")
TEMPLATE: Final = re.compile(r"10\.0+/.*|10\.[0-9]{4,9}/(?=.*(?:xxx|nnn|000|###))[xn0#._-]+", re.IGNORECASE)
"""What publishers' templates print before there is a DOI: 10.1145/nnnnnnn.nnnnnnn."""
DOI_OF_ARXIV: Final = "10.48550/arxiv."


@remembered
def any_doi(text: str) -> str | None:
    """The DOI that the text spells, also one that stands for an arXiv id."""
    # Most are as simple as this, and what follows takes ten times as long.
    simple = text.lower().removeprefix("https://doi.org/")
    if _SIMPLE_DOI.fullmatch(simple) and "10." not in simple[3:] and "doi" not in simple:
        return None if TEMPLATE.fullmatch(simple) else simple
    plain = plain_text(text, percent=False)
    if plain is None:
        return None
    if "/" not in plain:
        # Every DOI has a slash, so here it is encoded.
        plain = unquote(plain)
    rest, resolved = _behind_labels(plain.lstrip(OPENERS + QUOTES))
    if resolved:
        rest = _without_query(rest)
    elif _DOI_PREFIX.match(unquote(rest)) is None and (address := _ADDRESS.match(rest)) is not None:
        rest = _in_publishers_address(address[1], _without_query(rest[address.end() - 1 :]), rest)
    decoded = plain_text(rest, percent=True)
    return None if decoded is None else _doi_alone(decoded)


def _behind_labels(text: str) -> tuple[str, bool]:
    """What follows `doi:`, `https://doi.org/` and their like, however often, and whether one was an address."""
    resolved = False
    for _ in range(MOST_ROUNDS):
        if (label := _DOI_RESOLVER.match(text)) is not None:
            resolved = True
        elif (label := _DOI_LABEL.match(text)) is None:
            break
        text = text[label.end() :]
    return text, resolved


def _without_query(text: str) -> str:
    # The check character of the oldest DOIs may be "#".
    bare = text if text.endswith(";2-#") else text.partition("#")[0]
    return bare.partition("?")[0]


def _in_publishers_address(host: str, path: str, whole: str) -> str:
    """The DOI in the address of a paper's page; empty when there is none. `path` begins with a slash."""
    if (resolver := _DOI_RESOLVER.search(whole, len(host))) is not None:
        return _without_query(whole[resolver.end() :])
    path = unquote(path)
    found = _DOI_IN_PATH.search(path)
    if found is None:
        # Some publishers name the paper in the query: `article?id=10.1371/...&type=printable`.
        query = whole.partition("#")[0].partition("?")[2]
        stated = dict(pair.partition("=")[::2] for pair in query.split("&"))
        return stated.get("doi") or stated.get("id") or ""
    doi = _FILE.sub("", _VIEW.sub("", path[found.end() :]))
    if _NUMBERED.search(path):
        doi = _ARTICLE_NUMBER.sub(r"\1", doi)
    if host.endswith(("biorxiv.org", "medrxiv.org")):
        doi = _VERSION_OF_PREPRINT.sub("", doi)
    return doi


def _doi_alone(text: str) -> str | None:
    """The DOI that the text begins with, when nothing but punctuation, a query or markup follows."""
    text, _ = _behind_labels(text)
    prefix = _DOI_PREFIX.match(text)
    if prefix is None:
        return None
    # Each may have stood behind the other.
    before = ""
    while before != text:
        before = text
        text = trimmed(_MEDLINE_TAG.sub("", _TAG.sub("", _QUERY.sub("", text))))
    suffix = text[prefix.end() :]
    if (
        TEMPLATE.fullmatch(text)
        or _LATER_DOI.search(suffix)
        or not any(map(str.isalnum, suffix))
        or any(map(str.isspace, suffix))
    ):
        return None
    return text


def normal_doi(text: str) -> str | None:
    found = any_doi(text)
    return None if found is None or found.startswith(DOI_OF_ARXIV) else found


def doi_in_address(text: str) -> str | None:
    # Most addresses have none, and a volume's DOI is not that of its papers.
    return None if "10." not in text or _VOLUME.search(text) else normal_doi(text)
