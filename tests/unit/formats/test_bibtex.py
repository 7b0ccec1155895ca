"""BibTeX and BibLaTeX: entries, names, years, identifiers, and what a broken entry costs."""

import io
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from graphapp.errors import SourceError
from graphapp.formats import FORMATS, bibtex, guess_format, open_input, read
from graphapp.formats.lines import LONGEST_RECORD
from graphapp.records import Authorship, PaperRecord, Record, Reject

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests" / "data"
SHARED = ROOT.parent / "shared" / "data" / "sample" / "bibtex"


def records(text: str | bytes) -> list[Record]:
    data = text.encode() if isinstance(text, str) else text
    return list(bibtex.read(io.BufferedReader(io.BytesIO(data)), "papers"))


def paper(text: str) -> PaperRecord:
    [record] = records(text)
    assert isinstance(record, PaperRecord), record
    return record


def fields(**stated: str) -> PaperRecord:
    """The paper of an entry with these fields."""
    values = {"title": "Fences", **stated}
    return paper("@article{k, " + ", ".join(f"{name} = {{{value}}}" for name, value in values.items()) + "}")


def names(record: PaperRecord) -> list[str]:
    return [author.printed_name for author in record.authorships]


def reasons(found: Iterable[Record]) -> list[str]:
    return [record.reason for record in found if isinstance(record, Reject)]


def titles(found: Iterable[Record]) -> list[str]:
    return [record.title for record in found if isinstance(record, PaperRecord)]


# --- What an entry states


def test_an_entry_as_a_whole() -> None:
    text = r"""
    @String(mea = "Meadow")
    @InProceedings{byron20,
      author    = {M{\"u}ller, J{\"o}rg and Ada Byron and others},
      title     = "Sheep \& {Wolves}:
                   an $O(n^2)$ Count",
      booktitle = mea # { Conference},
      year      = 2020, doi = {10.1000/A\_b}, eprint = {2101.00007}, archivePrefix = "arXiv", PMID = 12,
      url       = {\url{https://example.org/~a\_b}},
      abstract  = {One. Two.},
      pages     = {1--2},
    }"""
    assert paper(text) == PaperRecord(
        place="papers:3",
        paper_id="byron20",
        title="Sheep & Wolves: an $O(n^2)$ Count",
        authorships=(
            Authorship(printed_name="Jörg Müller", position=1),
            Authorship(printed_name="Ada Byron", position=2),
        ),
        authors_complete=False,
        year=2020,
        type="inproceedings",
        venue="Meadow Conference",
        abstract="One. Two.",
        identifiers={"doi": "10.1000/A_b", "arxiv_id": "2101.00007", "pmid": "12"},
        url="https://example.org/~a_b",
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("@misc(k, title={A)}, year=1)", "A)"),
        ('@misc{k, title = "A {"} b"}', 'A " b'),
        ("@misc{k, title = {{{{deep} er} still}}}", "deep er still"),
        ('@misc{k, title = "A" # " B" # { C}}', "A B C"),
        ("@string{a = {B}} @misc{k, title = a # A # 7}", "BB7"),
        ("@misc{k, title = jan}", "January"),
        ("@misc{k title, title = {A}}", "A"),
        ("@misc{title = {A}}", "A"),
        ("@MISC {k,\r\n TITLE = {A\r\n B} \r\n}", "A B"),
        ("@misc{k, title = {A} year = 2000}", "A"),
        ("@misc{k,\n% year = 1,\n title = {A},\n% the end\n}", "A"),
        ("@misc{k,, title = {A},,}", "A"),
        ("@misc{k, title = {A}, title = {B}}", "A"),
        ("@misc{k, title = {mail me@example{x}}}", "mail me@examplex"),
        ("@misc{k, title = {A}, subtitle = {B}}", "A: B"),
        ("@misc{k, title = {A?}, subtitle = {B}}", "A? B"),
        ("@book{k, booktitle = {A}}", "A"),
        ("remark @ misc\n@preamble{ {\\def} } @comment{ @misc{x, title={B}} } @misc{k, title = {A}} remark", "A"),
        ("%@misc{x, title={B}}\n @misc{k, title = {A}}", "A"),
        ("\n\n@unknowntype{k, title = {A}}", "A"),
    ],
)
def test_what_bibtex_and_people_write(text: str, title: str) -> None:
    assert paper(text).title == title


@pytest.mark.parametrize(
    ("stated", "printed"),
    [
        ("Byron, Ada and Wei Wang", ["Ada Byron", "Wei Wang"]),
        ("van der Berg, Cora", ["Cora van der Berg"]),
        ("King, Jr., Martin", ["Martin King, Jr."]),
        ("Thomas E. {Weir, Jr.}", ["Thomas E. Weir, Jr."]),
        ("{Open Sheep Collaboration} and {Barnes and Noble}", ["Open Sheep Collaboration", "Barnes and Noble"]),
        ("Donald~E. Hill AND\n {\\'E}va Nagy", ["Donald E. Hill", "Éva Nagy"]),
        ("and Ada Byron and and Wei Wang and", ["Ada Byron", "Wei Wang"]),
        ("family=Berg, given={Cora A.}, prefix=van der, suffix=Jr. and Bo Li", ["Cora A. van der Berg, Jr.", "Bo Li"]),
        ("A. Byron, W. Wang, P. Lind, B. Li", ["A. Byron", "W. Wang", "P. Lind", "B. Li"]),
        ("Byron, A.; Wang, W.", ["A. Byron", "W. Wang"]),
        ("University of Meadow, Hillside", ["University of Meadow, Hillside"]),
        ("Rosand Bandit", ["Rosand Bandit"]),
    ],
)
def test_names(stated: str, printed: list[str]) -> None:
    assert names(fields(author=stated)) == printed
    assert fields(author=stated).authors_complete


def test_names_that_only_commas_separate_are_a_reject() -> None:
    [record] = records("@misc{k, title={A}, author={Ada Byron, Wei, Petra Lind, Ines Okafor, Bo}}")
    assert reasons([record]) == [
        "names that are not separated by \"and\": 'Ada Byron, Wei, Petra Lind, Ines Okafor, Bo'"
    ]


def test_editors_are_those_of_a_volume_and_not_of_a_paper_in_it() -> None:
    volume = paper("@proceedings{k, title={A}, editor={Lind, Petra and Bo Li}, booktitle={A}}")
    assert [(author.printed_name, author.role, author.position) for author in volume.authorships] == [
        ("Petra Lind", "editor", 1),
        ("Bo Li", "editor", 2),
    ]
    assert volume.venue is None
    assert names(paper("@incollection{k, title={A}, author={Ada Byron}, editor={Petra Lind}}")) == ["Ada Byron"]


@pytest.mark.parametrize(
    ("stated", "year"),
    [
        ({"year": "2020"}, 2020),
        ({"year": "{\\noopsort{1986e}}1986"}, 1986),
        ({"year": "1987--date{}"}, 1987),
        ({"year": "1987--1989"}, 1987),
        ({"year": "1987/88"}, 1987),
        ({"year": "(about 1984)"}, 1984),
        ({"year": "May 2020"}, 2020),
        ({"date": "2020-05-01/2021-06-01"}, 2020),
        ({"date": "2020-05~"}, 2020),
        ({"year": "in press", "date": "2020"}, 2020),
        ({"year": "in press"}, None),
        ({"year": "To appear."}, None),
        ({"year": "n.d."}, None),
        ({"year": ""}, None),
    ],
)
def test_years(stated: dict[str, str], year: int | None) -> None:
    record = fields(**stated)
    assert (record.year, record.losses) == (year, ())


@pytest.mark.parametrize("year", ["2021a", "MCMXC", "199X", "2015.5", "1066 or 1067", "0044", "9999"])
def test_a_year_that_is_not_certain_costs_only_the_year(year: str) -> None:
    record = fields(year=year)
    assert record.year is None
    assert [(loss.field, loss.reason) for loss in record.losses] == [("year", f"no year is certain in {year!r}")]


@pytest.mark.parametrize(
    ("stated", "venue"),
    [
        ({"journal": "J. Sheep"}, "J. Sheep"),
        ({"journaltitle": "J. Sheep"}, "J. Sheep"),
        ({"booktitle": "Meadow", "journal": "J. Sheep"}, "J. Sheep"),
        ({"booktitle": "Meadow \\& Hill"}, "Meadow & Hill"),
        ({"publisher": "Press"}, None),
    ],
)
def test_venues(stated: dict[str, str], venue: str | None) -> None:
    assert fields(**stated).venue == venue


@pytest.mark.parametrize(
    ("stated", "identifiers"),
    [
        ({"doi": "10.1000/a\\_b"}, {"doi": "10.1000/a_b"}),
        ({"doi": "{https://doi.org/10.1000/a\\%20b}"}, {"doi": "https://doi.org/10.1000/a%20b"}),
        ({"eprint": "2101.00007", "eprinttype": "arxiv"}, {"arxiv_id": "2101.00007"}),
        ({"eprint": "cs/0301001"}, {"arxiv_id": "cs/0301001"}),
        ({"eprint": "123", "eprinttype": "hdl"}, {}),
        ({"eprint": "123", "eprinttype": "pubmed"}, {"pmid": "123"}),
        ({"pmid": "123"}, {"pmid": "123"}),
        ({"arxivId": "2101.00007"}, {"arxiv_id": "2101.00007"}),
        ({"journal": "CoRR", "volume": "abs/2101.00007"}, {"arxiv_id": "2101.00007"}),
        ({"journal": "arXiv preprint arXiv:2101.00007"}, {"arxiv_id": "2101.00007"}),
    ],
)
def test_identifiers(stated: dict[str, str], identifiers: dict[str, str]) -> None:
    assert fields(**stated).identifiers == identifiers


@pytest.mark.parametrize(
    ("stated", "url"),
    [
        ({"url": "\\url{https://example.org/\\~{}a/b\\_c--d}"}, "https://example.org/~a/b_c--d"),
        ({"url": "https://example.org/a%20b#c"}, "https://example.org/a%20b#c"),
        ({"howpublished": "\\url{https://example.org}"}, "https://example.org"),
        ({"howpublished": "Talk"}, None),
    ],
)
def test_addresses(stated: dict[str, str], url: str | None) -> None:
    assert fields(**stated).url == url


# --- What entries take from others

VOLUME = (
    "@proceedings{V, title={Proc. of Meadow}, year=2020, editor={Petra Lind}, doi={10.1000/v}, url={https://v.org}}"
)
CHILD = "@inproceedings{c, title={A}, author={Ada Byron}, crossref={v}}"


@pytest.mark.parametrize("text", [CHILD + VOLUME, VOLUME + CHILD])
def test_a_paper_takes_year_and_venue_from_its_volume_but_not_its_doi(text: str) -> None:
    found = {record.paper_id: record for record in records(text) if isinstance(record, PaperRecord)}
    assert found.keys() == {"V", "c"}
    child = found["c"]
    assert (child.year, child.venue, child.identifiers, child.url) == (2020, "Proc. of Meadow", {}, None)
    assert names(child) == ["Ada Byron"]


def test_a_volume_names_itself_to_its_papers_by_its_booktitle() -> None:
    child, _ = records("@inproceedings{c, title={A}, crossref={v}}\n@book{v, title={Long}, booktitle={Short}}")[::-1]
    assert isinstance(child, PaperRecord)
    assert child.venue == "Short"


def test_a_chapter_without_title_and_authors_has_those_of_its_book() -> None:
    _, chapter = records("@inbook{c, crossref={b}, chapter=3}@book{b, title={A}, author={Ada Byron}, year=2001}")
    assert isinstance(chapter, PaperRecord)
    assert (chapter.title, names(chapter), chapter.year) == ("A", ["Ada Byron"], 2001)


def test_a_container_is_no_paper_and_gives_all_its_fields() -> None:
    container = "@xdata{x, journaltitle={J. Sheep}, date={2019-01}, xdata={y}}@xdata{y, url={https://y.org}}"
    for text in (container + "@article{a, title={A}, xdata={x}}", "@article{a, title={A}, xdata={x}}" + container):
        record = paper(text)
        assert (record.venue, record.year, record.url) == ("J. Sheep", 2019, "https://y.org")


def test_a_paper_that_has_all_waits_for_no_volume() -> None:
    record = paper("@inproceedings{a, title={A}, booktitle={B}, year=2000, crossref={none}}")
    assert record.losses == ()


@pytest.mark.parametrize("text", ["@inproceedings{a, title={A}, crossref={none}}", "@misc{a, title={A}, xdata={none}}"])
def test_a_volume_that_the_input_lacks_is_a_warning(text: str) -> None:
    [loss] = paper(text).losses
    assert (loss.field, loss.reason) == ("venue", "crossref 'none' is the key of no entry")


def test_entries_that_refer_to_each_other_in_a_circle_end() -> None:
    found = records("@inproceedings{a, title={A}, crossref={b}}\n@inproceedings{b, title={B}, crossref={a}}")
    assert sorted(titles(found)) == ["A", "B"]


def test_a_macro_that_is_not_defined_is_a_warning_if_its_field_is_read() -> None:
    record = paper("@article{a, title={A}, journal=j-sheep, publisher=pub-sheep}")
    assert [(loss.field, loss.reason) for loss in record.losses] == [
        ("venue", "the macro 'j-sheep' is not defined above")
    ]


# --- Broken entries


def entries(count: int) -> list[str]:
    return [
        f"@article{{k{number},\n  title = {{Title {number}}},\n  author = {{Ada Byron and {{Sheep}}}},\n"
        f'  journal = "J. {{Sheep}}",\n  year = {2000 + number % 20}\n}}\n'
        for number in range(count)
    ]


@pytest.mark.parametrize("sign", ["{", "}", '"', ",", "=", "journal"])
def test_one_sign_missing_in_one_of_500_entries_costs_at_most_that_entry(sign: str) -> None:
    parts = entries(500)
    for place in range(parts[17].count(sign)):
        pieces = parts[17].split(sign)
        broken = sign.join(pieces[: place + 1]) + sign.join(pieces[place + 1 :])
        found = records("\n".join([*parts[:17], broken, *parts[18:]]))
        assert len(found) == 500
        assert titles(found)[:17] == [f"Title {number}" for number in range(17)]
        assert titles(found)[-482:] == [f"Title {number}" for number in range(18, 500)]
        for record in found:
            if isinstance(record, Reject):
                # The line of the entry, also behind a broken one.
                assert record.place == f"papers:{1 + 17 * 7}"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("@article{b, title = {B, year = 2000}", "its braces or quotes do not close before the next entry"),
        ("@article{b, title = {B}}, year = 2000}", "its braces close before its last field"),
        ("@article{b, title = B C}", "no field where 'C}' stands"),
        ("@article{b, title = }", "no value where '}' stands"),
        ('@article{b, title = "B}"}', "a brace within quotes that is not open"),
        ("@article{b, title = {B})", "a brace or parenthesis that is not open"),
        ("@article(b, title = {B}}", "a brace or parenthesis that is not open"),
        ("@articleb, title = {B}}", "no brace behind its type"),
        ("@article{b}", "no title"),
        ("@article{b, title = {}}", "no title"),
        ("@string{b = }", "no value where '}' stands"),
        ("@comment{b", "its braces or quotes do not close before the next entry"),
    ],
)
def test_a_broken_entry_is_a_reject_between_the_others(broken: str, reason: str) -> None:
    before, rejected, after = records(f"@misc{{a, title={{A}}}}\n{broken}\n@misc{{c, title={{C}}}}\n")
    assert titles([before, after]) == ["A", "C"]
    assert isinstance(rejected, Reject)
    assert (rejected.place, rejected.reason) == ("papers:2", reason)
    assert rejected.raw.strip() == broken


def test_bytes_that_are_not_utf_8_cost_their_entry() -> None:
    found = records("@misc{a, title={A}}\n@misc{b, title={É}}\n@misc{c, title={C}}".encode("latin-1"))
    assert titles(found) == ["A", "C"]
    assert "byte 0xc9 at offset 16 is not UTF-8" in reasons(found)[0]


@pytest.mark.parametrize("text", ["", "\n", "no entry @ all", "% @misc{a, title={A}}"])
def test_a_text_without_entries_has_no_records(text: str) -> None:
    assert records(text) == []


def test_a_cut_input_loses_its_last_entry() -> None:
    text = "\n".join(entries(3))
    assert reasons(records(text[:-8])) == ["its braces or quotes do not close before the end of the input"]


def test_an_input_that_breaks_off_gives_its_entries_first() -> None:
    class BreaksOff(io.RawIOBase):
        def __init__(self) -> None:
            self.parts = ["\n".join(entries(3)).encode() + b"@misc{cut, title", b""]

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            part = self.parts.pop(0)
            if not part:
                raise SourceError("gone")
            buffer[: len(part)] = part
            return len(part)

    found = bibtex.read(io.BufferedReader(BreaksOff(), 1_000_000), "papers")
    assert titles(next(found) for _ in range(3)) == ["Title 0", "Title 1", "Title 2"]
    with pytest.raises(SourceError, match="gone"):
        next(found)


def test_an_entry_over_the_limit_is_a_reject() -> None:
    long = "@misc{b, title = {" + "x" * LONGEST_RECORD + "}}"
    found = records(f"@misc{{a, title={{A}}}}\n{long}\n@misc{{c, title={{C}}}}")
    assert titles(found) == ["A", "C"]
    assert "16 MiB" in reasons(found)[0]


def test_macros_that_double_themselves_end_at_the_limit() -> None:
    doubled = "@string{a = {xxxxxxxxxxxxxxxx}}\n" + "@string{a = a # a}\n" * 40 + "@misc{k, title = {A}}\n"
    found = records(doubled)
    assert titles(found) == ["A"]
    assert set(reasons(found)) <= {"more than 16 MiB of macros in one file", "more than 16 MiB of text in one record"}
    assert reasons(found)


def test_all_entries_on_one_line_are_read() -> None:
    text = "".join(entries(3_000)).replace("\n", " ")
    assert len(titles(records(text))) == 3_000


def test_mutated_files_raise_nothing() -> None:
    signs = random.Random(14)
    text = (DATA / "golden_paper" / "golden.bib").read_bytes() + "\n".join(entries(4)).encode()
    pieces = [b"{", b"}", b'"', b"@", b"@article{", b"#", b"\\", b"$", b"\xff", b"\0", b"\n", b",", b"crossref={k1},"]
    for _ in range(300):
        mutated = bytearray(text)
        for _ in range(signs.randint(1, 8)):
            place = signs.randrange(len(mutated))
            mutated[place : place + signs.randint(0, 3)] = signs.choice(pieces)
        assert all(isinstance(record, PaperRecord | Reject) for record in records(bytes(mutated)))


# --- Recognising


@pytest.mark.parametrize(
    ("text", "is_bibtex"),
    [
        ("@article{a,\n title={A}}", True),
        ("remarks\n  @Book (a, title={A})", True),
        ("@string{a = {b}}", True),
        ("@comment{jabref-meta}", True),
        ("@article", False),
        ("mail ada@meadow.org", False),
        ("Text with @article{a, in its middle", False),
    ],
)
def test_an_entry_on_a_line_is_recognised(text: str, is_bibtex: bool) -> None:
    assert bibtex.recognises(text.encode()) is is_bibtex


def test_a_file_is_recognised_with_and_without_its_suffix() -> None:
    head = (DATA / "golden_paper" / "golden.bib").read_bytes()
    assert guess_format("papers.bib", head) is FORMATS["bibtex"]
    assert guess_format("papers.txt", head) is FORMATS["bibtex"]


@pytest.mark.parametrize(
    ("name", "count", "volumes"),
    [("epodd", 183, 0), ("serif", 67, 0), ("texgraph", 170, 6), ("texnique", 48, 0), ("type", 32, 0)],
)
def test_every_entry_of_the_shared_files_is_a_paper(name: str, count: int, volumes: int) -> None:
    path = SHARED / f"{name}.bib"
    if not path.exists():
        pytest.skip(f"the shared sample {name}.bib lies beside the project only where graphapp is made")
    with open_input(str(path)) as opened:
        found = list(read(opened, FORMATS["bibtex"]))
    assert len(found) == len(titles(found)) == count
    edited = [
        record
        for record in found
        if isinstance(record, PaperRecord) and any(author.role == "editor" for author in record.authorships)
    ]
    assert len(edited) == volumes
