"""The person files of the ACL Anthology: whom an id and a name mean."""

import io
from pathlib import Path

import pytest

from graphapp.errors import SourceError
from graphapp.formats import acl, acl_people
from graphapp.loading.fingerprints import identify
from graphapp.loading.rows import rows_of
from graphapp.records import PaperRecord, PersonName, PersonRecord, Record, Reject
from graphapp.row_kinds import PaperRows, PersonRows
from graphapp.rules.known_sources import KNOWN_SOURCES

DATA = Path(__file__).parents[2] / "data" / "sources"


def records(data: bytes) -> list[Record]:
    return list(acl.read(io.BufferedReader(io.BytesIO(data)), "people.yaml"))


def person(data: str) -> PersonRecord:
    [record] = records(data.encode())
    assert isinstance(record, PersonRecord), record
    return record


def test_people() -> None:
    okafor, hill, barn, broken, nameless, devvi = records((DATA / "acl_people.yaml").read_bytes())
    assert okafor == PersonRecord(
        place="people.yaml:2",
        person_id="ines-okafor",
        names=(
            PersonName(printed_name="Ines Okafor", author_id="ines-okafor"),
            PersonName(printed_name="Ines Okafor"),
            PersonName(printed_name="I. Okafor"),
            PersonName(printed_name="奥伊内斯"),
        ),
        orcid="0000-0002-1694-233X",
    )
    assert isinstance(hill, PersonRecord)
    assert hill.names == (PersonName(printed_name="Wei Wang", author_id="wei-wang-hill"),)
    assert isinstance(barn, PersonRecord)
    assert barn.names == (
        PersonName(printed_name="Wei Wang", author_id="wei-wang-barn"),
        PersonName(printed_name="Wei B. Wang"),
    )
    assert isinstance(broken, Reject)
    assert (broken.place, broken.raw) == (
        "people.yaml:21",
        "broken-brackets:\n  names:\n  - {first: Broken, last: Brackets\n",
    )
    assert broken.reason.startswith("not YAML: ")
    assert isinstance(nameless, Reject)
    assert nameless.reason == "object missing required field `names`"
    assert isinstance(devvi, PersonRecord)
    # The id and the name are one author row.
    assert devvi.names == (PersonName(printed_name="devvi", author_id="devvi"),)


def test_name_variants() -> None:
    hill, barn, prado = records((DATA / "acl_name_variants.yaml").read_bytes())
    assert isinstance(hill, PersonRecord)
    assert isinstance(barn, PersonRecord)
    assert (hill.person_id, barn.person_id) == ("wei-wang-hill", "wei-wang-barn")
    # The row of the bare name is stated by both, so it belongs to neither.
    assert hill.names[1] == barn.names[1] == PersonName(printed_name="Wei Wang")
    assert prado == PersonRecord(
        place="people.yaml:7",
        person_id="José M. Prado",
        names=(
            PersonName(printed_name="José M. Prado"),
            PersonName(printed_name="Jose María Prado"),
            PersonName(printed_name="Prado"),
        ),
    )


def test_the_rows_of_persons_are_the_rows_of_the_authors_of_papers() -> None:
    traits = KNOWN_SOURCES["acl"]
    collection = b"""<collection id="2031.meadow"><volume id="1"><meta/><paper id="1"><title>A</title>
      <author id="ines-okafor"><first>I. J.</first><last>Okafor</last></author>
      <author><first>I.</first><last> Okafor</last></author></paper></volume></collection>"""
    paper = next(record for record in records(collection) if isinstance(record, PaperRecord))
    rows = rows_of(identify(paper, "acl"), "acl", traits, 1)
    assert isinstance(rows, PaperRows)
    person = records((DATA / "acl_people.yaml").read_bytes())[0]
    assert isinstance(person, PersonRecord)
    person_rows = rows_of(identify(person, "acl"), "acl", traits, 1)
    assert isinstance(person_rows, PersonRows)
    assert [author["author_id"] for author in rows.authored] == ["acl:ines-okafor", "acl:I. Okafor"]
    assert {author["author_id"] for author in rows.authored} <= set(person_rows.person["author_ids"])


def test_names_that_are_one_row_are_one_name() -> None:
    names = person("a-b:\n  names:\n  - {first: Ada, last: Byron}\n  - {first: Ada, last: Byron PhD}\n").names
    assert [(name.printed_name, name.author_id) for name in names] == [("Ada Byron", "a-b"), ("Ada Byron", None)]


@pytest.mark.parametrize("word", ["true", "True", "yes"])
def test_a_name_that_a_person_forbids_is_nobodys(word: str) -> None:
    text = (
        f"a-b:\n  names: [{{last: Wei Wang}}]\nb-c:\n  disable_name_matching: {word}\n  names: [{{last: WEI WANG}}]\n"
    )
    free, forbids = records(text.encode())
    assert isinstance(free, PersonRecord)
    assert isinstance(forbids, PersonRecord)
    assert [name.author_id for name in (*free.names, *forbids.names)] == ["a-b", "b-c"]


def test_names_that_persons_forbid_are_further_names_of_the_rows_of_their_ids() -> None:
    text = (
        "a-b:\n  names: [{last: Wei Wang}, {last: W. Wang}, {last: W. WANG}, {last: W. W.}]\n"
        "b-c:\n  disable_name_matching: true\n  names: [{last: W. Wang}, {last: Wáng Wei}, {last: W. WANG}]\n"
    )
    free, forbids = records(text.encode())
    assert isinstance(free, PersonRecord)
    assert isinstance(forbids, PersonRecord)
    assert [(name.printed_name, name.author_id) for name in free.names] == [
        *(("Wei Wang", "a-b"), ("Wei Wang", None), ("W. W.", None)),
        ("W. Wang", "a-b"),
    ]
    assert [(name.printed_name, name.author_id) for name in forbids.names] == [("W. Wang", "b-c"), ("Wáng Wei", "b-c")]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("{first: No, last: 'Yes'}", "No Yes"),
        ("{first: null, last: Okafor}", "Okafor"),
        ("{first: ~, last: Okafor}", "Okafor"),
        ("{first: '', last: Okafor}", "Okafor"),
        ("{first: , last: Okafor}", "Okafor"),
        ("{first: 'Null', last: '~'}", "Null ~"),
        ("{first: 1e3, last: 0x10}", "1e3 0x10"),
        ('{first: "\\u00C9va", last: !!int "1"}', None),
        ('{first: "\\u00C9va", last: Kis}', "Éva Kis"),
        ("{last: 'O''Neill'}", "O'Neill"),
        ("{first: 洋, last: 刘}", "刘洋"),
        ("{first: Yang, last: 刘}", "Yang 刘"),
        ("{first: 洋, last: 刘, script: hani}", "刘洋"),
    ],
)
def test_names_in_yaml(name: str, printed: str | None) -> None:
    [record] = records(f"- canonical: {name}\n".encode())
    assert (record.names[0].printed_name if isinstance(record, PersonRecord) else None) == printed


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("x-y:\n  names: []\n", "a person without a name"),
        ("x-y:\n  names: text\n", "names: expected `array`, got `str`"),
        ("x-y:\n  names:\n  - {first: 'A', last: ' '}\n  - {first: ''}\n", "author 2 has no name"),
        ("x-y:\n  names:\n  - [Ada, Byron]\n", "names[0]: expected `object`, got `array`"),
        ("x-y:\n  names: &n [{last: A}]\n  similar: *n\n", "the alias *n, which is not followed"),
        ("x-y:\n  names: [!!python/name:os.system {last: A}]\n", "the tag tag:yaml.org,2002:python/name:os.system"),
        ("x-y:\n  names: [{last: A}]\n  names: [{last: B}]\n", "the key 'names' twice"),
        ("x-y:\n  ? [a]\n  : b\n", "a key that is no word"),
        ("x-y: " + "[" * 5_000 + "\n", "not YAML: exceeded maximum nesting depth"),
        ("garbage\n", "not a person"),
        ("x-y:\n  names: [{last: A\u0001}]\n", "not YAML: control characters are not allowed"),
        ("x-y:\n  names: [{last: '" + "A" * 1_001 + "'}]\n", "an author name of 1,001 characters"),
        ("x-y:\n  comment: '" + "A" * 2**20 + "'\n", "more than 1 MiB of text in one person"),
    ],
)
def test_a_broken_person_costs_only_itself(entry: str, reason: str) -> None:
    good = "a-a:\n  names:\n  - {last: A}\n"
    before, reject, after = records((good + entry + good).encode())
    assert isinstance(before, PersonRecord)
    assert isinstance(after, PersonRecord)
    assert isinstance(reject, Reject)
    assert reject.reason.startswith(reason)
    assert (reject.place, reject.raw) == ("people.yaml:4", entry[:10_000])


def test_bytes_that_are_not_utf_8() -> None:
    [reject] = records("a-a:\n  names:\n  - {last: Ané}\n".encode("latin-1"))
    assert isinstance(reject, Reject)
    assert reject.reason == "byte 0xe9 at offset 27 is not UTF-8"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text.rstrip(),
        lambda text: b"%YAML 1.1\n---\n" + text + b"...\n",
        lambda text: text.replace(b"\n- ", b"\n\n# a remark\n- "),
    ],
)
def test_other_bytes_of_the_same_file(change: object) -> None:
    assert callable(change)
    data = (DATA / "acl_name_variants.yaml").read_bytes()
    assert [getattr(record, "names", record) for record in records(change(data))] == [
        getattr(record, "names", record) for record in records(data)
    ]


def test_a_file_beyond_the_limit_is_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (DATA / "acl_people.yaml").read_bytes()
    monkeypatch.setattr(acl_people, "LONGEST_FILE", len(data))
    assert len(records(data)) == 6
    monkeypatch.setattr(acl_people, "LONGEST_FILE", len(data) - 1)
    with pytest.raises(SourceError, match="split it in front of lines without indentation"):
        records(data)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"# a remark\n\nada-byron:\n  names:\n  - {first: Ada, last: Byron}\n", True),
        (b"ada-byron:\n  comment: a\n  names:\n  - first: Ada\n    last: Byron\n", True),
        (b"- canonical: {first: Ada, last: Byron}\n", True),
        (b"- id: ada\n  canonical: {first: Ada, last: Byron}\n", True),
        (b"acronym: ACL\nname: Meeting\n", False),
        (b"references:\n- id: a\n  names: b\n", False),
        (b'{"names": [{"last": "A"}]}', False),
        (b"title,names:,last:\n", False),
        (b"#" * 300_000, False),
    ],
)
def test_a_person_file_is_recognised_by_its_first_persons(head: bytes, expected: bool) -> None:
    assert acl.recognises(head) is expected
