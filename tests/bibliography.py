"""Made-up bibliographies with everything that real ones have: namesakes, shared identifiers, preprints, editors."""

import random
from typing import Any, Literal

from msgspec.structs import replace

from graphapp.records import Authorship, PaperRecord, PersonName, PersonRecord

GIVEN = ("Ada", "Wei", "José", "Søren", "Yang", "Li", "Grace", "Alan", "Emmy", "Karen")
FAMILY = ("Lovelace", "Wang", "García", "Kierkegaard", "Liu", "Hopper", "Turing", "Noether", "Spärck Jones")
WORDS = ("deep", "graphs", "of", "names", "a", "study", "on", "learning", "venues", "again")
VENUES = ("NeurIPS", "NIPS", "ICML", "Annals of Made-up Results", "arXiv", None)


def authorships(*names: str, role: Literal["author", "editor"] = "author") -> tuple[Authorship, ...]:
    """Who is printed on a paper, in the order of the positions."""
    return tuple(Authorship(printed_name=name, position=place, role=role) for place, name in enumerate(names, 1))


def paper(paper_id: str | None = "p", *names: str, **stated: Any) -> PaperRecord:
    """A record of a paper by authors of these names, in their order, and with all else that is stated."""
    fields = {"place": f"test:{paper_id}", "paper_id": paper_id, "title": "A title", "authorships": authorships(*names)}
    return PaperRecord(**(fields | stated))


def bibliography(seed: int, size: int, *, source: str = "one", titles: int | None = None) -> list[PaperRecord]:
    """Records of one source; the same seed gives the same. Sources share titles, names and identifiers."""
    chance = random.Random(f"{seed} {source}")
    return [_paper(chance, number, source, titles or size) for number in range(size)]


def people(seed: int, size: int, *, source: str = "one") -> list[PersonRecord]:
    """Person records of one source, with names that its papers print and others; now and then two persons have one."""
    chance = random.Random(f"people {seed} {source}")
    return [_person(chance, number, source) for number in range(size)]


def _person(chance: random.Random, number: int, source: str) -> PersonRecord:
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    printed = [f"{given} {family}", f"{given[0]}. {family}", f"{given} {family} {number:04}"]
    names = [PersonName(printed_name=name) for name in chance.sample(printed, chance.randint(1, 3))]
    if chance.random() < 0.2:
        names.append(PersonName(printed_name=printed[0], author_id=f"~{printed[0].casefold()}"))
    return PersonRecord(
        place=f"{source}:person {number}",
        person_id=f"person{number}",
        names=tuple(names),
        orcid="0000-0002-1694-233X" if chance.random() < 0.3 else None,
        other_ids={"wikidata": f"Q{number}"} if chance.random() < 0.5 else {},
    )


def _paper(chance: random.Random, number: int, source: str, titles: int) -> PaperRecord:
    subject = random.Random(chance.randrange(titles))
    title = " ".join(subject.choices(WORDS, k=3)).capitalize()
    names = [f"{subject.choice(GIVEN)} {subject.choice(FAMILY)}" for _ in range(subject.randrange(6))]
    if chance.random() < 0.1:
        names = [name.upper() for name in names]
    authors = [Authorship(printed_name=name, position=rank) for rank, name in enumerate(names, start=1)]
    if authors and chance.random() < 0.2:
        authors[0] = replace(authors[0], author_id=f"~{names[0].casefold()}", orcid="0000-0002-1825-0097")
    if authors and chance.random() < 0.1:
        authors[-1] = replace(authors[-1], position=None)
    if chance.random() < 0.1:
        authors.append(Authorship(printed_name="Ed Itor", position=1, role="editor"))
    venue = subject.choice(VENUES)
    return PaperRecord(
        place=f"{source}:{number}",
        title=title,
        authorships=tuple(authors),
        authors_complete=chance.random() < 0.9,
        paper_id=f"p{number}",
        year=2000 + subject.randrange(3) if chance.random() < 0.95 else None,
        venue="arXiv" if venue and chance.random() < 0.15 else venue,
        identifiers={
            **({"doi": f"10.1000/{subject.randrange(titles)}"} if chance.random() < 0.3 else {}),
            **({"arxiv_id": f"2101.{subject.randrange(10_000):05}"} if chance.random() < 0.1 else {}),
        },
    )
