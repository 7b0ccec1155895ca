"""Placeholders: which printed authors are nobody, and what they say of the list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.records import Authorship, Role
from graphapp.rules.placeholders import NamedAuthors, named_authors, placeholder, without_others
from tests.unit.rules.test_names import GOLDEN, texts

OTHERS = [
    "et al.", "et al", "Et Al.", "et. al.", "etal.", "[et al.]", "(et al.)", "et als.", "et alii", "& al.", "and al.",
    "et coll.", "others", "and others", "Others", "among others", "and 12 others", "12 others", "and many others",
    "& 3 more", "+ 5 more", "and 1,204 more authors", "and 12 additional authors", "more authors", "plus 4 others",
    "et autres", "und andere", "y otros", "e outros", "u.a.", "e. a.", "и др.", "и другие", "等", "ほか", "…", "...",
    "[...]", "等人", "and colleagues", "& coworkers", "and co-workers",
]  # fmt: skip

UNNAMED = [
    "Anonymous", "ANONYMOUS", "anonymous", "[Anonymous]", "Anon.", "Anonymous Author", "Anonymous Authors",
    "Anonymous Author(s)", "anonymous submission", "Anonyme", "[No author name available]", "No author",
    "No authors listed", "No author name", "no authors given", "Unknown", "unknown author", "Author unknown",
    "Authors not listed",
    "Author name not available", "name withheld", "Various authors", "N.N.", "TBA",
]  # fmt: skip

NOTHING = [
    "nan",
    "NaN",
    "NAN",
    "N/A",
    "n/a",
    "#N/A",
    "n.a.",
    "NA",
    "None",
    "null",
    "NULL",
    "nil",
    "undefined",
    "not available",
    "0",
    "[]",
    "-",
    "--",
    "—",
    "?",
    "*",
]

NAMES = [
    "Nan", "Na", "na", "Null", "N. A.", "N.D.", "Al", "More", "Thomas More", "Et Alba", "Ettal Meier",
    "Anon Itas", "Unknown Pleasures",
    "No Min", "Andrew Other", "E. A.", "E. A. Poe", "N. A. Lind", "Okafor E.A.", "Otros Lima", "Noname",
    "Jane Anonym", "等伟",
    "Editorial Board", "Meadow Collaboration", "12", "x", "0001", "Al Etal Lima", "Anna Unknown Lind", "Mina None",
]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        *((printed, "others") for printed in OTHERS),
        *((printed, "unnamed") for printed in UNNAMED),
        *((printed, "nothing") for printed in NOTHING),
        *((printed, None) for printed in NAMES),
        *((name, None) for name, _, _ in GOLDEN),
        ("\u3164", None),
        ("", None),
    ],
)
def test_placeholder(printed: str, kind: str | None) -> None:
    assert placeholder(printed) == kind
    assert placeholder(f"  {printed}\u200b ") == kind


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Smith J. et al.", "Smith J."),
        ("Ada Byron and 12 others", "Ada Byron"),
        ("Ada Byron, et al.", "Ada Byron"),
        ("Ada Byron [et al.]", "Ada Byron"),
        ("Ada Byron; et al", "Ada Byron"),
        ("Ada Byron & al.", "Ada Byron"),
        ("Ada Byron, …", "Ada Byron"),
        ("Ada Byron ...", "Ada Byron"),
        ("Ada Byron + 3 more authors", "Ada Byron"),
        ("Ada Byron und andere", "Ada Byron"),
        ("王伟 等", "王伟"),
        ("Иванов и др.", "Иванов"),
        ("王伟等", "王伟"),
        ("W. Wang…", "W. Wang"),
        ("Ada Byron; others", "Ada Byron"),
        ("Ada Byron | et al.", "Ada Byron"),
        ("Müller u.a.", "Müller"),
        ("Yılmaz K. ve ark.", "Yılmaz K."),
        ("Yılmaz ve arkadaşları", "Yılmaz"),
        ("Ada Byron and colleagues", "Ada Byron"),
    ],
)
def test_what_stands_for_others_is_no_part_of_the_name_before_it(printed: str, name: str) -> None:
    assert without_others(printed) == name


@pytest.mark.parametrize(
    "printed",
    [
        *NAMES,
        *(name for name, _, _ in GOLDEN),
        "et al.",
        "Okafor E. A.",
        "Smith, U.A.",
        "Petra Others",
        "Thi Ve Ark",
        "Andal, Priya",
        "Priya Andal*",
        "Andal",
    ],
)
def test_nothing_is_taken_from_a_name_or_from_a_placeholder_alone(printed: str) -> None:
    assert without_others(printed) == printed


def of(*printed: str, role: Role = "author") -> tuple[Authorship, ...]:
    return tuple(Authorship(printed_name=name, position=rank, role=role) for rank, name in enumerate(printed, start=1))


@pytest.mark.parametrize(
    ("authors", "named", "left_out", "complete"),
    [
        (("Cora Lind", "Dario Foss"), ("Cora Lind", "Dario Foss"), (), True),
        (("Cora Lind", "et al."), ("Cora Lind",), (), False),
        (("Cora Lind et al.",), ("Cora Lind et al.",), (), False),
        (("Cora Lind", "and 12 others", "Dario Foss"), ("Cora Lind", "Dario Foss"), (), False),
        (("Cora Lind", "Anonymous"), ("Cora Lind",), ("Anonymous",), False),
        (("[No author name available]",), (), ("[No author name available]",), False),
        (("Cora Lind", "nan"), ("Cora Lind",), ("nan",), True),
        (("nan", "N/A"), (), ("nan", "N/A"), False),
        ((), (), (), True),
    ],
)
def test_placeholders_are_left_out_or_say_that_the_list_is_incomplete(
    authors: tuple[str, ...], named: tuple[str, ...], left_out: tuple[str, ...], complete: bool
) -> None:
    found = named_authors(of(*authors))
    assert tuple(authorship.printed_name for authorship in found.authorships) == named
    assert (found.left_out, found.complete) == (left_out, complete)


def test_a_name_keeps_its_place_in_the_list() -> None:
    assert [authorship.position for authorship in named_authors(of("nan", "Cora Lind", "Dario Foss")).authorships] == [
        2,
        3,
    ]


def test_a_placeholder_among_the_editors_says_nothing_of_the_authors() -> None:
    cora = of("Cora Lind")
    assert named_authors((*cora, *of("et al.", role="editor"))) == NamedAuthors(
        authorships=cora, left_out=(), complete=True
    )


@given(st.lists(st.one_of(st.sampled_from([*OTHERS, *UNNAMED, *NOTHING, *NAMES]), texts)))
def test_each_author_is_kept_or_left_out_or_makes_the_list_incomplete(printed: list[str]) -> None:
    found = named_authors(of(*printed))
    kept = {authorship.printed_name for authorship in found.authorships}
    for name in printed:
        assert name in kept or name in found.left_out or not found.complete
    assert named_authors(found.authorships).authorships == found.authorships
