"""Papers that are hard to show: long names and titles, all scripts, formulas, hundreds of authors, hostile texts."""

from itertools import islice, product
from typing import Final

from graphapp.records import PaperRecord
from tests.bibliography import FAMILY, GIVEN, paper

MARTA: Final = "Marta Quill"
"""Who is on most of these papers."""
NAMESAKE: Final = "Wen Hao"
"""Whose papers are by many people."""
LONGEST: Final = "Oberwaldkirchenlangenhausenkurzenbergerthalmannsfeldersteinbruecknerhofstettenau"
"""Eighty letters without a place to break them."""
NOA: Final = "נועה בן־דוד"
LEILA: Final = "ليلى الحسن"
XIAOMENG: Final = "王晓萌"
HOSTILE: Final = '"><img src=x onerror=alert(1)>'

_MIDDLE: Final = "ABCDEFGH"
_ABSTRACT: Final = (
    "We measure how names are printed and how often two of them are one. The method reads every record once. "
    "On **three** collections it finds 1. 4 million names, of which $12\\%$ have more than one spelling; "
    "see https: //example.org/names for the tables. "
)


def crowd(size: int) -> list[str]:
    """That many names, all different."""
    names = (f"{given} {middle}. {family}" for middle, given, family in product(_MIDDLE, GIVEN, FAMILY))
    return list(islice(names, size))


def hard_papers() -> list[PaperRecord]:
    """A paper for each difficulty, and sixty plain ones of one name."""
    many = crowd(450)
    shown = [
        paper(
            "crowd", *many[:300], MARTA, *many[300:], title="A survey with 451 authors", year=2024, venue="Survey Days"
        ),
        paper("bare", MARTA, title="No year, no venue, no abstract"),
        paper("scripts", MARTA, NOA, LEILA, XIAOMENG, title="שמות בכתבים שונים", year=2023, venue="Journal of Scripts"),
        paper("cjk", XIAOMENG, MARTA, title="论作者姓名的拼写与排序", year=2023, venue="汉字研究"),
        paper("long-name", LONGEST, MARTA, title="On letters that do not break", year=2022, venue="Survey Days"),
        paper(
            "long-title",
            MARTA,
            "Bo Lind",
            title="On the long, and as some readers remarked rather too long, way from a printed name to the person "
            "who carries it, with remarks on initials, particles, transliterations, married names, and the habits of "
            "editors in seven countries over two centuries: " + "poly" * 30,
            year=2022,
            venue="Proceedings of the International Conference on the Naming of Things, Persons and Places",
            type="Conference Paper",
            track="Long Papers",
            abstract=_ABSTRACT * 12,
        ),
        paper(
            "formula",
            MARTA,
            "José García",
            title="$O(n^{2}\\log n)$ bounds for \\emph{sparse} $\\ell_1$ names: a $1\\%$ gain & **no** loss",
            year=2021,
            venue="Journal of Bounds",
            abstract=_ABSTRACT,
            identifiers={"doi": "10.1000/182", "arxiv_id": "2101.00001"},
            url="https://example.org/formula",
        ),
        paper(
            "hostile", MARTA, "Mallory <b>", title="<script>alert(1)</script>", venue=HOSTILE, url="javascript:alert(1)"
        ),
    ]
    plain = [
        paper(
            f"plain{number}",
            "Ida Falk",
            *many[number : number + 5],
            title=f"How names are printed, part {number}: a study of {many[number]} and others",
            year=1990 + number % 30,
            venue=("Survey Days", "Journal of Scripts", "Journal of Bounds")[number % 3],
            type="Conference Paper",
            abstract=_ABSTRACT * 4,
            identifiers={"doi": f"10.1000/{number}"},
            url=f"https://example.org/papers/{number}",
        )
        for number in range(60)
    ]
    return shown + plain


def namesakes() -> list[PaperRecord]:
    """Papers of one name by many people, told apart by numbers as in dblp: some have several papers, a hundred one."""
    subjects = (
        "lichens",
        "tides",
        "bridges",
        "sonnets",
        "glaciers",
        "auctions",
        "enzymes",
        "murals",
        "comets",
        "looms",
    )
    others = crowd(500)
    papers = []
    for team, size in enumerate((24, 15, 9, 6, 4, 3, 2, *[1] * 100)):
        coauthors = others[4 * team : 4 * team + team % 7]
        subject = subjects[team % len(subjects)]
        papers += [
            paper(
                f"team{team}-{number}",
                *coauthors,
                f"{NAMESAKE} {team + 1:04}",
                title=f"On {subject}, a study of {subject} in {1_700 + 7 * team}, part {number + 1}",
                year=2024 - (team + number) % 25,
                venue=None if team % 9 == 8 else f"Journal of {subject.capitalize()}",
            )
            for number in range(size)
        ]
    return papers
