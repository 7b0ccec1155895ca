"""What a record loses before it becomes a row: a damaged identifier costs the identifier, not the record. Pure.

Authors who are nobody, such as "Anonymous", are left out of rows by `rows.py`; they are reported here.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from msgspec.structs import replace

from graphapp.records import Loss, PaperRecord, PersonRecord
from graphapp.rules.identifiers import normal_orcid, read_identifiers, states_nothing
from graphapp.rules.placeholders import NamedAuthors, named_authors, placeholder


class Usable(NamedTuple):
    """A record as far as it can be used."""

    record: PaperRecord | PersonRecord
    """Without identifiers that are damaged or placeholders. The others are as printed."""
    losses: tuple[Loss, ...]
    """What its format left out, then its damaged identifiers, then its authors who are nobody.

    A placeholder for an identifier is no loss, and neither is "et al.".
    """
    identifiers: Mapping[str, str]
    """Those of a paper in normal form, also what its address says, in the order of `SCHEMES`."""
    named: NamedAuthors
    """The authors and editors of a paper who have a name."""
    left_out: tuple[tuple[str, str], ...] = ()
    """Field and text of all that is left out by rules, placeholders as well: the graph does not keep it.

    The field `authors_complete` means that the rules take a list of authors for one that is cut.
    """


def usable(record: PaperRecord | PersonRecord) -> Usable:
    """The record without identifiers that cannot be stored, and everything that was left out of it."""
    losses = list(record.losses)
    if isinstance(record, PersonRecord):
        nobodies = [name.printed_name for name in record.names if placeholder(name.printed_name) is not None]
        gone = [("names", name) for name in nobodies]
        if record.orcid is not None and normal_orcid(record.orcid) is None:
            losses += _lost_orcid(record.place, record.orcid)
            gone.append(("orcid", record.orcid))
            record = replace(record, orcid=None)
        losses += _lost_names(record.place, "names", nobodies)
        return Usable(record, tuple(losses), {}, _NOBODY, tuple(gone))
    read = read_identifiers(record.identifiers, record.url)
    gone = []
    if record.identifiers:
        losses += [
            Loss.of(record.place, name, reason, record.identifiers[name]) for name, reason in read.damaged.items()
        ]
        if left_out := read.damaged.keys() | read.missing:
            kept = {name: text for name, text in record.identifiers.items() if name not in left_out}
            gone += [(name, text) for name, text in record.identifiers.items() if name in left_out]
            record = replace(record, identifiers=kept)
    unread = [a.orcid for a in record.authorships if a.orcid is not None and normal_orcid(a.orcid) is None]
    if unread:
        losses += [loss for orcid in unread for loss in _lost_orcid(record.place, orcid)]
        gone += [("orcid", orcid) for orcid in unread]
        left_out_orcids = frozenset(unread)
        authorships = tuple(replace(a, orcid=None) if a.orcid in left_out_orcids else a for a in record.authorships)
        record = replace(record, authorships=authorships)
    named = named_authors(record.authorships)
    losses += _lost_names(record.place, "authors", named.left_out)
    if len(named.authorships) < len(record.authorships):
        printed = [authorship.printed_name for authorship in record.authorships]
        gone += [("authors", name) for name in printed if placeholder(name) is not None]
    if record.authors_complete and not named.complete:
        gone.append(("authors_complete", ""))
    return Usable(record, tuple(losses), read.normal, named, tuple(gone))


_NOBODY: Final = named_authors(())


def _lost_names(place: str, field: str, printed: Iterable[str]) -> list[Loss]:
    return [Loss.of(place, field, f"{name[:100]!r} is nobody's name", name) for name in printed]


def _lost_orcid(place: str, text: str) -> list[Loss]:
    if states_nothing(text):
        return []
    return [Loss.of(place, "orcid", f"{text[:100]!r} is not a valid ORCID", text)]
