"""Identifiers of publications and of people: how each is recognised, and its normal form.

`SCHEMES` is the one table of a paper's identifiers. To add a scheme, add an entry there and an index in
`cypher/schema/`: records, rows, the rules of works, answers, exports and queries follow the table. A paper row stores
each identifier in its own property, so that each look-up is a seek in that property's index.

People paste identifiers in many spellings, and each has one normal form:

    DOI        https://doi.org/10.1000/ABC%28d%29?download=true    10.1000/abc(d)
    arXiv id   https://arxiv.org/pdf/2305.14314v2.pdf              2305.14314
    PMID       https://pubmed.ncbi.nlm.nih.gov/31452104/           31452104
    ORCID      ORCID: 0000 0002 1694 233x                          0000-0002-1694-233X

A normal form is its own normal form. A text that could mean two identifiers is none.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from graphapp.rules.dois import DOI_OF_ARXIV, TEMPLATE, any_doi, doi_in_address, normal_doi
from graphapp.rules.missing import is_missing
from graphapp.rules.names import LONGEST_NAME
from graphapp.rules.spellings import MOST_ROUNDS, OPENERS, QUOTES, SCHEME_OF_ADDRESS, plain_text, remembered, trimmed


def _in_no_address(text: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A kind of identifier that papers have."""

    property: str
    """The property of a paper row, and the key of records, of JSON and of tables: `doi`."""
    name: str
    """Its name in messages: `DOI`."""
    normal_form: Callable[[str], str | None]
    """Gives the stored spelling for any spelling; None for a text that is not such an identifier."""
    resolver: str
    """What stands before the normal form in its address on the web."""
    joins_works: bool
    """Whether two paper rows with the same identifier may be one work (rule 1 of `rules/works.py`)."""
    of_one_version: bool = False
    """Whether a preprint and the paper that it became have two of them, so that these are no contradiction."""
    in_address: Callable[[str], str | None] = _in_no_address
    """As `normal_form`, for a text that need not be such an identifier: an address, the text of another scheme's field.

    None unless the text itself says what it is. By default it never does.
    """


# arXiv ids

_ARXIV_HOST: Final = re.compile(
    SCHEME_OF_ADDRESS
    + r"(?:(?:[a-z0-9-]{1,20}\.){0,3}(?:arxiv\.org|xxx\.lanl\.gov)/(?:(?:abs|pdf|html|ps|format|e-print|eprint|src)/)?"
    + r"|(?:www\.)?ar5iv(?:\.labs\.arxiv)?\.org/(?:(?:abs|html|pdf)/)?"
    + r"|(?:www\.)?alphaxiv\.org/(?:abs|overview|pdf)/"
    + r"|(?:www\.)?arxiv-vanity\.com/papers/"
    + r"|huggingface\.co/papers/)"
)
_ARXIV_LABEL: Final = re.compile(
    r"(?:(?:oai|info|urn)[:/])?arxiv(?:\.org)?(?:\s(?:e-?print|preprint|id))?(?:\s?[:/]\s?|\s)|corr,?\s(?:abs/)?|abs/"
)
_ARXIV_TAIL: Final = re.compile(
    r"\s{0,3}[\[(][a-z-]{2,10}(?:\.[a-z-]{2,10})?[\])](?:\s[0-9]{1,2}\s[a-z]{3,9}\.?\s[0-9]{4})?$"
)
_ARXIV_FILE: Final = re.compile(r"\.(?:pdf|html?|ps|ps\.gz)$")
_VERSION: Final = r"(?:v[0-9]{1,3})?"
_NEW_ARXIV_ID: Final = re.compile(r"(?:[a-z-]{2,10}(?:\.[a-z-]{2,10})?/)?([0-9]{4})\.([0-9]{4,5})" + _VERSION)
# The archives are closed since April 2007: https://info.arxiv.org/help/arxiv_identifier.html
_OLD_ARXIV_ID: Final = re.compile(
    r"(acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga"
    r"|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph"
    r"|q-alg|q-bio|quant-ph|solv-int|supr-con)(?:\.[a-z-]{2,10})?/([0-9]{4})([0-9]{3})" + _VERSION
)
_SIMPLE_ARXIV_ID: Final = re.compile(r"(?:ar[Xx]iv:|https?://arxiv\.org/abs/)([0-9]{4})\.([0-9]{5})" + _VERSION)
"""How nearly all programs write it."""
_WORDS_OF_ARXIV: Final = ("xiv", "ar5iv", "lanl.gov", "huggingface", "10.48550")
"""Each text that says itself that it is an arXiv id has one of these."""


class _Arxiv(NamedTuple):
    id: str
    is_bare: bool
    """Whether the text does not say itself that it is an arXiv id."""


def _arxiv_id(text: str) -> str | None:
    found = _arxiv(text)
    return None if found is None else found.id


def _arxiv_in_address(text: str) -> str | None:
    if (simple := _SIMPLE_ARXIV_ID.fullmatch(text)) is not None:
        return _new_arxiv_id(*simple.groups())
    found = _arxiv(text) if _has_one(text, _WORDS_OF_ARXIV) else None
    return None if found is None or found.is_bare else found.id


@remembered
def _arxiv(text: str) -> _Arxiv | None:
    """The arXiv id that the text spells."""
    if "10." in text and (doi := any_doi(text)) is not None:
        id = _arxiv_alone(doi.removeprefix(DOI_OF_ARXIV)) if doi.startswith(DOI_OF_ARXIV) else None
        return None if id is None else _Arxiv(id, is_bare=False)
    plain = plain_text(text, percent=True)
    if plain is None:
        return None
    rest = plain = plain.lstrip(OPENERS + QUOTES)
    for _ in range(MOST_ROUNDS):
        if (host := _ARXIV_HOST.match(rest)) is not None:
            rest = rest[host.end() :].partition("#")[0].partition("?")[0]
        elif (label := _ARXIV_LABEL.match(rest)) is not None:
            rest = rest[label.end() :]
        else:
            break
    id = _arxiv_alone(rest)
    return None if id is None else _Arxiv(id, is_bare=rest == plain)


def _arxiv_alone(text: str) -> str | None:
    """The id that the text is, with version, class tag or file suffix: versions of one e-print are one work."""
    bare = _ARXIV_FILE.sub("", trimmed(_ARXIV_TAIL.sub("", trimmed(text))))
    if (new := _NEW_ARXIV_ID.fullmatch(bare)) is not None:
        return _new_arxiv_id(*new.groups())
    if (old := _OLD_ARXIV_ID.fullmatch(bare)) is not None:
        archive, month, number = old.groups()
        is_id = month >= "9107" or month <= "0703"
        return f"{archive}/{month}{number}" if is_id and _is_month(month) and int(number) > 0 else None
    return None


def _new_arxiv_id(month: str, number: str) -> str | None:
    # arXiv gives five digits since 2015. Four of them are what a spreadsheet leaves of a last zero; a fifth digit
    # before that tells two ids apart all the same.
    is_id = "0704" <= month < "9107" and (len(number) == 5 or month < "1501")
    return f"{month}.{number}" if is_id and _is_month(month) and int(number) > 0 else None


def _has_one(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words is in the text, in any case."""
    lowered = text.lower()
    for word in words:  # noqa: SIM110 - a third of the time of `any`, for each address of each record
        if word in lowered:
            return True
    return False


def _is_month(text: str) -> bool:
    return "01" <= text[2:] <= "12"


# PubMed ids

_PUBMED_HOST: Final = re.compile(
    SCHEME_OF_ADDRESS
    + r"(?:pubmed\.ncbi\.nlm\.nih\.gov/(?:\?term=)?"
    + r"|(?:www\.)?ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(?:\?term=)?"
    + r"|(?:www\.)?ncbi\.nlm\.nih\.gov/entrez/query\.fcgi\?(?=(?:[^#]*&)?db=pubmed(?:&|$))(?:[^#]*&)?list_uids="
    + r"|(?:www\.)?pubmed\.(?:gov|com|org)/"
    + r"|(?:www\.)?europepmc\.org/(?:article|abstract|articles)/med/"
    + r"|(?:www\.)?identifiers\.org/(?:pubmed[:/]){1,2})"
)
_PUBMED_LABEL: Final = re.compile(
    r"(?:(?:info|urn)[:/])?(?:pmid|pubmed|medline)(?:\s?(?:id|pmid|no\.?|number))?(?:\s?[:=#/-]\s?|\s|(?=[0-9]))"
)
_PMID: Final = re.compile(r"0*([1-9][0-9]{0,7})(?:\.0+)?")
_PMID_TAG: Final = re.compile(r"\s?\[(?:pmid|uid|pubmed)\]$")
_WORDS_OF_PUBMED: Final = ("pmid", "pubmed", "europepmc", "medline")
"""Each text that says itself that it is a PMID has one of these."""


class _Pmid(NamedTuple):
    id: str
    is_bare: bool
    """Whether the text does not say itself that it is a PMID."""


def _pmid(text: str) -> str | None:
    found = _any_pmid(text)
    return None if found is None else found.id


def _pmid_in_address(text: str) -> str | None:
    found = _any_pmid(text) if _has_one(text, _WORDS_OF_PUBMED) else None
    return None if found is None or found.is_bare else found.id


@remembered
def _any_pmid(text: str) -> _Pmid | None:
    """The PMID that the text spells: https://www.nlm.nih.gov/bsd/mms/medlineelements.html#pmid"""
    plain = plain_text(text, percent=True)
    if plain is None:
        return None
    rest = plain = _PMID_TAG.sub("", trimmed(plain.lstrip(OPENERS + QUOTES)))
    for _ in range(MOST_ROUNDS):
        if (host := _PUBMED_HOST.match(rest)) is not None:
            rest = re.split("[/?&#]", rest[host.end() :], maxsplit=1)[0]
        elif (label := _PUBMED_LABEL.match(rest)) is not None:
            rest = rest[label.end() :]
        else:
            break
    # A spreadsheet's number may have ".0" behind it.
    found = _PMID.fullmatch(rest)
    return None if found is None else _Pmid(found[1], is_bare=rest == plain)


SCHEMES: Final = (
    Scheme(
        property="doi",
        name="DOI",
        normal_form=normal_doi,
        resolver="https://doi.org/",
        joins_works=True,
        of_one_version=True,
        in_address=doi_in_address,
    ),
    Scheme(
        property="arxiv_id",
        name="arXiv id",
        normal_form=_arxiv_id,
        resolver="https://arxiv.org/abs/",
        joins_works=True,
        in_address=_arxiv_in_address,
    ),
    Scheme(
        property="pmid",
        name="PMID",
        normal_form=_pmid,
        resolver="https://pubmed.ncbi.nlm.nih.gov/",
        joins_works=True,
        of_one_version=True,
        in_address=_pmid_in_address,
    ),
)
"""In the order in which identifiers are listed."""

SCHEME_PROPERTIES: Final = tuple(scheme.property for scheme in SCHEMES)


class Identifiers(NamedTuple):
    """What the texts of one record say."""

    normal: dict[str, str]
    """Property of a scheme -> normal form, in the order of `SCHEMES`."""
    damaged: dict[str, str]
    """Property of a text that is no identifier -> why, as a clause."""
    missing: frozenset[str]
    """Properties whose text stands for nothing."""


def read_identifiers(printed: Mapping[str, str], address: str | None = None) -> Identifiers:
    """The identifiers of a paper, from the texts of its record by property, and from its address.

    A text is read as the scheme of its property, else as another scheme if it says so itself: 10.48550/arXiv.2305.14314
    as a DOI is an arXiv id. A scheme's own text goes before another's, and both before the address. A text that
    contradicts what goes before it is damaged; an address never is.
    """
    if not printed and address is None:
        return Identifiers(normal={}, damaged={}, missing=frozenset())
    found: dict[str, str] = {}
    damaged: dict[str, str] = {}
    missing: set[str] = set()
    unread: list[tuple[str, str, str]] = []
    for scheme in SCHEMES:
        if (text := printed.get(scheme.property)) is None:
            continue
        if (value := scheme.normal_form(text)) is not None:
            found[scheme.property] = value
        elif states_nothing(text):
            missing.add(scheme.property)
        else:
            unread.append((scheme.property, scheme.name, text))
    for property, name, text in unread:
        stated = ((scheme, scheme.in_address(text)) for scheme in SCHEMES)
        other, value = next(((scheme, value) for scheme, value in stated if value is not None), (None, None))
        if other is None or value is None:
            damaged[property] = f"{text[:100]!r} is not a valid {name}"
        elif found.setdefault(other.property, value) != value:
            damaged[property] = f"{text[:100]!r} contradicts the {other.name} {found[other.property]}"
    for property, text in printed.items():
        if property not in SCHEME_PROPERTIES and not states_nothing(text):
            damaged[property] = "not a kind of identifier that graphapp stores"
    if address is not None:
        for scheme in SCHEMES:
            if scheme.property not in found and (value := scheme.in_address(address)) is not None:
                found[scheme.property] = value
    return Identifiers(normal=listed(found.items()), damaged=damaged, missing=frozenset(missing))


def listed(identifiers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Identifiers from a query's pairs of property and value, in the order of `SCHEMES`."""
    by_property = dict(identifiers)
    return {name: by_property[name] for name in SCHEME_PROPERTIES if name in by_property}


_LABEL: Final = re.compile(
    SCHEME_OF_ADDRESS
    + r"(?:www\.|dx\.)?(?:doi\.org|arxiv\.org(?:/abs)?|orcid\.org|pubmed\.ncbi\.nlm\.nih\.gov"
    + r"|(?:ncbi\.nlm\.nih\.gov/)?pubmed|doi|arxiv|orcid|pmid)(?: id)?\s?[:/]?\s?",
    re.IGNORECASE,
)


def states_nothing(text: str) -> bool:
    """Whether an identifier's text is a placeholder, alone or behind a label: `N/A`, `https://doi.org/`."""
    if len(text) > LONGEST_NAME:
        return False
    bare = text.strip()
    if (label := _LABEL.match(bare)) is not None:
        bare = bare[label.end() :]
    return is_missing(bare) or TEMPLATE.fullmatch(bare) is not None


# ORCIDs

_ORCID: Final = re.compile(
    r"(?:" + SCHEME_OF_ADDRESS + r"(?:www\.)?orcid\.org/(?:#/)?|orcid(?: ?id)?\s?(?:[:=]\s?)?){0,3}"
    r"([0-9]{4})[- ]?([0-9]{4})[- ]?([0-9]{4})[- ]?([0-9]{3}[0-9x])(?:/|[/?#].*)?"
)


@remembered
def normal_orcid(text: str) -> str | None:
    """The ORCID as `0000-0002-1694-233X`; None for a text that is not an ORCID, or has a wrong check digit."""
    # Its import takes longer than most commands, and answers need only the table.
    import idutils

    plain = plain_text(text, percent=False)
    if plain is None:
        return None
    dashed = "".join("-" if unicodedata.category(c) == "Pd" or c == "\u2212" else c for c in plain)
    found = _ORCID.fullmatch(trimmed(dashed.lstrip(OPENERS + QUOTES)))
    if found is None:
        return None
    orcid = "-".join(found.groups()).upper()
    return orcid if idutils.is_orcid(orcid) else None
