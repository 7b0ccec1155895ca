"""Whether a printed title abbreviates a full one word by word, as ISO 4 does: "J. Mach. Learn. Res.".

ISO 4 cuts the end of a word ("Mach.") or, of few words, the middle ("Natl."), and leaves articles, conjunctions and
prepositions out. Its list of words (https://www.issn.org/services/online-services/access-to-the-ltwa/) gives one
abbreviation to each word; people write others too ("Recogn." for "Recognit."), so any beginning counts that leaves out
at least two letters. An abbreviation may mean several titles: whoever asks must refuse the ambiguous ones.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from graphapp.rules.names import fold

Words = tuple[str, ...]
"""The words of a title in the form of `fold`, without those that an abbreviation leaves out."""

_LEFT_OUT: Final = frozenset({
    "an", "the", "of", "and", "or", "on", "in", "for", "to", "at", "by", "with", "from",
    "de", "des", "du", "la", "le", "les", "et", "der", "die", "das", "und",
})  # fmt: skip
_CONTRACTIONS: Final = {
    "assn": "association",
    "dept": "department",
    "engng": "engineering",
    "engrg": "engineering",
    "intl": "international",
    "jnl": "journal",
    "jrnl": "journal",
    "jt": "joint",
    "letts": "letters",
    "mgmt": "management",
    "natl": "national",
    "wkshp": "workshop",
}
_SHORT: Final = {
    "am": ("american", "america"),
    "br": ("british",),
    "j": ("journal",),
    "q": ("quarterly",),
    "a": ("america",),
    "k": ("kingdom",),
    "s": ("states",),
    "u": ("united",),
}
"""Beginnings of fewer than three letters, and what they may mean."""
_INITIALS: Final = {"usa": ("u", "s", "a"), "uk": ("u", "k")}
_SHORTEST_BEGINNING: Final = 3
_FEWEST_CUT: Final = 2
"""Letters that an abbreviation leaves out: one would only turn a plural into a singular, which is another word."""
_DOT_BEHIND_A_WORD: Final = re.compile(r"\w\.(?!\w)")
_FEWEST_WITHOUT_DOTS: Final = 3


def words_of(folded: str) -> Words:
    """The words of a title in the form of `fold` that an abbreviation keeps."""
    return tuple(part for word in folded.split() if word not in _LEFT_OUT for part in _INITIALS.get(word, (word,)))


def initials(words: Iterable[str]) -> str:
    """The first letters of the words, which a title and its abbreviation have in common."""
    return "".join(word[0] for word in words)


def may_abbreviate(printed: str) -> bool:
    """Whether a printed title may be an abbreviation at all.

    It is of two words or more; where it has no dots, as in PubMed's, of three, or its first word is `J`.
    """
    words = words_of(fold(printed))
    if _DOT_BEHIND_A_WORD.search(printed) is not None or words[:1] == ("j",):
        return len(words) > 1
    return len(words) >= _FEWEST_WITHOUT_DOTS


def abbreviates(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether each of the words stands for the full one at its place, and at least one is cut."""
    return (
        len(short) == len(full)
        and tuple(short) != tuple(full)
        and all(word == whole or _cuts(word, whole) for word, whole in zip(short, full, strict=True))
    )


def _cuts(word: str, whole: str) -> bool:
    if len(word) < _SHORTEST_BEGINNING and word in _SHORT:
        return whole in _SHORT[word]
    if _CONTRACTIONS.get(word) == whole:
        return True
    return len(word) >= _SHORTEST_BEGINNING and len(whole) - len(word) >= _FEWEST_CUT and whole.startswith(word)
