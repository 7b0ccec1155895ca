"""Web of Science plain text: fields, lists, ORCIDs, and damaged records."""

import io

import pytest

from graphapp.errors import SourceError
from graphapp.formats import guess_format, wos
from graphapp.formats.syntax.lines import LONGEST_RECORD
from graphapp.loading.losses import usable
from graphapp.records import Authorship, PaperRecord, Record, Reject
from graphapp.rules.identifiers import read_identifiers

TOP = "FN Clarivate Analytics Web of Science\nVR 1.0\n"


def records(data: str | bytes) -> list[Record]:
    stream: io.BufferedReader = io.BufferedReader(io.BytesIO(data.encode() if isinstance(data, str) else data))
    return list(wos.read(stream, "savedrecs.txt"))


def paper(*lines: str) -> PaperRecord:
    """The one paper of a file with a record of these lines."""
    [record] = records(TOP + "\n".join(("PT J", *lines, "ER", "", "EF")))
    assert isinstance(record, PaperRecord), record
    return record


def reasons(data: str | bytes) -> list[str]:
    """The title of each paper, and the reason of each reject."""
    return [
        record.title if isinstance(record, PaperRecord) else getattr(record, "reason", "") for record in records(data)
    ]


def test_a_whole_record() -> None:
    assert paper(
        "AU Okafor, I",
        "   van der Berg, C",
        "AF Okafor, Ines",
        "   van der Berg, Cora",
        "BE Lind, Petra",
        "CA Meadow Collaboration, Hillside",
        "TI Counting Sheep",
        "   by Night",
        "SO JOURNAL OF MEADOWS",
        "JI J. Meadows",
        "DT Article",
        "OI Okafor, Ines/0000-0002-1694-233X; van der Berg, C/0000-0001-5109-3700",
        "AB We count. We sleep.",
        "PY 2019",
        "EY MAY 2018",
        "DI 10.1234/sheep",
        "PM 12345678",
        "UT WOS:000123456700001",
    ) == PaperRecord(
        place="savedrecs.txt:3",
        paper_id="WOS:000123456700001",
        title="Counting Sheep by Night",
        authorships=(
            Authorship(printed_name="Ines Okafor", position=1, orcid="0000-0002-1694-233X"),
            Authorship(printed_name="Cora van der Berg", position=2, orcid="0000-0001-5109-3700"),
            Authorship(printed_name="Meadow Collaboration, Hillside", position=3),
            Authorship(printed_name="Petra Lind", position=1, role="editor"),
        ),
        year=2019,
        type="Article",
        venue="JOURNAL OF MEADOWS",
        abstract="We count. We sleep.",
        identifiers={name: text for name, text in STATED.items() if name in wos._TAG_OF_SCHEME},
    )


STATED = {"doi": "10.1234/sheep", "pmid": "12345678"}


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["AU Okafor, I"], ["I Okafor"]),
        (["AU Okafor, I", "AF"], ["I Okafor"]),
        (["BA Okafor, I"], ["I Okafor"]),
        (["AU [Anonymous]"], ["[Anonymous]"]),
        (["AU Okafor, I; Wang, W", "   Lind, P;"], ["I Okafor", "W Wang", "P Lind"]),
        (["AU Okafor, I", "CA Meadow Team; Hill Team"], ["I Okafor", "Meadow Team", "Hill Team"]),
        (["AU Okafor, I", "CA CERN, Geneva"], ["I Okafor", "CERN,, Geneva"]),
        ([], []),
    ],
)
def test_authors_without_full_names(lines: list[str], names: list[str]) -> None:
    assert [each.printed_name for each in paper("TI A", *lines).authorships] == names


def test_an_orcid_of_two_namesakes_belongs_to_neither() -> None:
    record = paper("TI A", "AF Wang, Wei", "   Wang, Wei", "   Lind, Petra", "OI Wang, Wei/0000-0002-1694-233X")
    assert [each.orcid for each in record.authorships] == [None, None, None]


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["PY 2020"], 2020),
        (["EY JAN 2021"], 2021),
        (["PY", "EY 2021"], 2021),
        (["EY SPRING"], None),
        (["EA JAN 2021"], 2021),
    ],
)
def test_years(lines: list[str], year: int | None) -> None:
    assert paper("TI A", *lines).year == year


@pytest.mark.parametrize(
    ("lines", "venue"),
    [
        (["SO MEADOW", "JI Mdw."], "MEADOW"),
        (["JI Mdw."], "Mdw."),
        (["SE NOTES", "CT 4th Meadow Workshop"], "4th Meadow Workshop"),
    ],
)
def test_venues(lines: list[str], venue: str) -> None:
    assert paper("TI A", *lines).venue == venue


@pytest.mark.parametrize(("text", "found"), [("arXiv:2101.00007", {"arxiv_id": "2101.00007"}), ("107", {})])
def test_the_article_number_of_a_preprint_is_its_arxiv_id(text: str, found: dict[str, str]) -> None:
    kept, losses, *_ = usable(paper("TI A", f"AR {text}"))
    assert isinstance(kept, PaperRecord)
    assert losses == ()
    assert read_identifiers(kept.identifiers).normal == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TOP + "PT J\nTI A\nER\n\nPT J\nER\n\nPT J\nTI C\nPY 2019\nER\n\nEF", ["A", "no title", "C"]),
        (TOP + "PT J\nTI A\nPY soon\nER\n\nPT J\nTI B\nER\nEF", ['year "soon" is not a year', "B"]),
        ("PT J\r\nTI A\r\nER\r\n\r\nPT J\nTI B\nER\n", ["A", "B"]),
        ("PT J\nTI A\nPT J\nTI B\nER\n", ["A", "B"]),
        ("PT J\nTI A\nER\nPT J\nTI B", ["A", "no ER ends it, so the file may be cut short"]),
        ("PT J\nTI A\nER\nstray\nPT J\nTI B\nER\n", ["A", "text outside of a record", "B"]),
        ("PT J\nTI A\nER\nTI B\nER\n", ["A", "B"]),
        (b"PT J\nTI M\xfcll\nER\nPT J\nTI B\nER\n", ["byte 0xfc at offset 9 is not UTF-8", "B"]),
        (
            "PT J\nTI A\nAB " + "x" * LONGEST_RECORD + "\nER\nPT J\nTI B\nER",
            ["more than 16 MiB of text in one record", "B"],
        ),
    ],
)
def test_damage_costs_its_own_record(text: str | bytes, expected: list[str]) -> None:
    assert reasons(text) == expected


def test_a_reject_has_its_place_and_text() -> None:
    assert records(TOP + "PT J\nPY 2019\nER\n") == [
        Reject(place="savedrecs.txt:3", reason="no title", raw="PT J\nPY 2019\nER\n")
    ]


def test_a_file_without_records_has_none() -> None:
    assert records(TOP + "EF") == []


def test_another_text_is_refused() -> None:
    with pytest.raises(SourceError, match=r"savedrecs.txt is not plain text of Web of Science: no line of it begins"):
        records("some text\n")


@pytest.mark.parametrize(
    ("text", "format"),
    [
        (TOP, "wos"),
        ("FN ISI Export Format\nVR 1.0\nPT Journal\n", "wos"),
        ("PT J\nAU Okafor, I\n", "wos"),
        ("PT\tAU\tAF\tTI\tSO\tPY\tUT\nJ\tOkafor, I\tOkafor, Ines\tA\tMEADOW\t2019\tWOS:1\n", "csv"),
    ],
)
def test_plain_text_and_tables_are_told_apart(text: str, format: str) -> None:
    assert guess_format("savedrecs.txt", text.encode()).name == format
