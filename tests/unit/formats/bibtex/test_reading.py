"""BibTeX and BibLaTeX: entries, names, years, identifiers, and what a broken entry costs."""

import io
from collections.abc import Iterable
from pathlib import Path

import pytest

from graphapp.formats import FORMATS, guess_format, open_input, read
from graphapp.formats.bibtex import reading as bibtex
from graphapp.records import Authorship, PaperRecord, Record, Reject

ROOT = Path(__file__).parents[4]
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
    ("entry", "venue"),
    [
        ("@phdthesis{k, title={A}, school={Hill University}}", "Hill University"),
        ("@thesis{k, title={A}, institution={Hill University}, type={phdthesis}}", "Hill University"),
        ("@techreport{k, title={A}, institution={Meadow Office}}", "Meadow Office"),
        ("@phdthesis{k, title={A}, booktitle={Hill University}}", "Hill University"),
        ("@misc{k, title={A}, institution={Meadow Office}}", None),
    ],
)
def test_the_venue_of_a_thesis_or_a_report_is_its_institute(entry: str, venue: str | None) -> None:
    assert paper(entry).venue == venue


def test_an_institute_that_is_no_venue_is_no_loss() -> None:
    assert paper("@article{k, title={A}, institution = MIT, journal={J. Sheep}}").losses == ()
    [loss] = paper("@techreport{k, title={A}, institution = MIT}").losses
    assert loss.field == "venue"


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


def test_a_macro_that_is_not_defined_is_a_warning_if_its_field_is_read() -> None:
    record = paper("@article{a, title={A}, journal=j-sheep, publisher=pub-sheep}")
    assert [(loss.field, loss.reason) for loss in record.losses] == [
        ("venue", "the macro 'j-sheep' is not defined above")
    ]


@pytest.mark.parametrize(
    ("stated", "venue"),
    [
        (r"\mnras", "Monthly Notices of the Royal Astronomical Society"),
        (r"{\aap}", "Astronomy & Astrophysics"),
        (r"\nat ", "Nature"),
        (r"\sheep", "sheep"),
        (r"\AA ngstr{\"o}m", "Ångström"),
        (r"\emph{Meadow}", "Meadow"),
    ],
)
def test_a_macro_of_astronomers_is_a_journal(stated: str, venue: str) -> None:
    assert fields(journal=stated).venue == venue
    assert fields(title=r"On \mnras").title == "On mnras"


@pytest.mark.parametrize(
    ("pubstate", "type"),
    [
        ("prepublished", "preprint"),
        ("Preprint", "preprint"),
        ("submitted", "preprint"),
        ("inpress", "article"),
        ("forthcoming", "article"),
        ("", "article"),
    ],
)
def test_the_state_of_a_publication_makes_a_preprint(pubstate: str, type: str) -> None:
    assert fields(pubstate=pubstate).type == type


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
