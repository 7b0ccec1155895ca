"""XML as a stream of elements: encodings, entities, damage, and memory."""

import io
import random
import tracemalloc
from collections.abc import Iterator

import pytest

from graphapp.errors import SourceError
from graphapp.formats.fields import paper
from graphapp.formats.syntax import xml_elements
from graphapp.formats.syntax.xml_elements import Element, read_elements, text_of
from graphapp.records import PaperRecord, Record, Reject


def parse(element: Element, place: str) -> PaperRecord | None:
    if element.get("skip"):
        return None
    return paper(place=place, title=text_of(element), authorships=(), paper_id=element.get("key"))


def records(document: bytes | str) -> list[Record]:
    data = document.encode() if isinstance(document, str) else document
    return list(read_elements(io.BufferedReader(io.BytesIO(data)), "f.xml", {"a", "b"}, parse))


def titles(document: bytes | str) -> list[str]:
    found = records(document)
    assert all(isinstance(record, PaperRecord) for record in found)
    return [record.title for record in found if isinstance(record, PaperRecord)]


def refused(document: bytes | str) -> tuple[list[str], str]:
    """The titles before the error, and its message."""
    data = document.encode() if isinstance(document, str) else document
    found: list[str] = []
    with pytest.raises(SourceError) as error:
        found.extend(
            record.title if isinstance(record, PaperRecord) else "reject"
            for record in read_elements(io.BufferedReader(io.BytesIO(data)), "f.xml", {"a", "b"}, parse)
        )
    return found, str(error.value)


def test_elements_become_records_with_their_lines() -> None:
    found = records('<r>\n<a key="1">One</a>\n\n<x><b\n key="2">Two</b></x><a skip="1">Three</a>\n</r>')
    assert [(r.place, r.paper_id, r.title) for r in found if isinstance(r, PaperRecord)] == [
        ("f.xml:2", "1", "One"),
        ("f.xml:5", "2", "Two"),
    ]
    assert len(found) == 2


def test_lines_beyond_65535_are_those_on_which_elements_begin() -> None:
    document = (
        "<!-- a comment\nof two lines -->\n<r>"
        + "\n" * 70_000
        + "<a>\n\n<i>One</i></a><a><i>\nTwo</i></a>\n<a>Three</a></r>"
    )
    assert [record.place for record in records(document)] == ["f.xml:70003", "f.xml:70005", "f.xml:70007"]


def test_parse_may_give_several_records() -> None:
    def twice(element: Element, place: str) -> Iterator[Record]:
        yield paper(place=place, title=text_of(element), authorships=())
        yield paper(place=place, title=text_of(element) + " again", authorships=())

    found = list(read_elements(io.BufferedReader(io.BytesIO(b"<r><a>One</a></r>")), "f.xml", {"a"}, twice))
    assert [record.title for record in found if isinstance(record, PaperRecord)] == ["One", "One again"]


def test_an_element_keeps_its_ancestors() -> None:
    def volume(element: Element, place: str) -> PaperRecord:
        parent = element.getparent()
        assert parent is not None
        return paper(place=place, title=text_of(element), authorships=(), venue=parent.get("id"))

    document = b"<r>" + b"".join(b'<v id="%d">' % v + b"<a>Sheep</a>" * 20_000 + b"</v>" for v in range(3)) + b"</r>"
    found = list(read_elements(io.BufferedReader(io.BytesIO(document)), "f.xml", {"a"}, volume))
    assert [record.venue for record in found if isinstance(record, PaperRecord)] == ["0"] * 20_000 + ["1"] * 20_000 + [
        "2"
    ] * 20_000


@pytest.mark.parametrize(
    "document",
    [
        '<r xmlns="x"><a key="1">One<i>!</i></a><c><a key="2">Two</a></c></r>',
        '<n:r xmlns:n="x"><n:a key="1">One<n:i>!</n:i></n:a><c><n:a key="2">Two</n:a></c></n:r>',
        '<r><a xmlns="x" key="1">One<i>!</i></a><n:c xmlns:n="y"><a key="2">Two</a></n:c></r>',
    ],
)
def test_namespaces_make_no_difference(document: str) -> None:
    ancestors: list[object] = []

    def record(element: Element, place: str) -> PaperRecord | None:
        ancestors.extend(each.tag for each in element.iterancestors())
        assert [child.tag for child in element] in (["i"], [])
        return parse(element, place)

    found = read_elements(io.BufferedReader(io.BytesIO(document.encode())), "f.xml", {"a"}, record, roots=("r",))
    assert [(r.paper_id, r.title) for r in found if isinstance(r, PaperRecord)] == [("1", "One!"), ("2", "Two")]
    assert ancestors[0] == "r"


def test_a_tag_with_a_namespace_is_that_of_its_namespace_alone() -> None:
    document = b'<r xmlns="x" xmlns:y="y"><a>One</a><y:a>Other</y:a></r>'
    found = read_elements(io.BufferedReader(io.BytesIO(document)), "f.xml", {"{x}a"}, parse)
    assert [record.title for record in found if isinstance(record, PaperRecord)] == ["One"]


def test_memory_and_limits_of_records_hold_in_namespaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_elements, "LONGEST_RECORD", 200_000)
    long = "<i>x</i>" * 50_000
    found = records(f'<r xmlns="x"><a key="1">One</a><a>{long}</a><a key="2">Two</a></r>')
    assert [type(record) for record in found] == [PaperRecord, Reject, PaperRecord]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("Sheep", "Sheep"),
        ("  Sheep\n\tand  goats ", "Sheep and goats"),
        ("The <i>O</i>(<i>n</i><sup>2</sup>) of <ref href='x'>sheep</ref>", "The O(n2) of sheep"),
        ("<!-- not this -->Sheep<?nor this?> and<i> goats</i>", "Sheep and goats"),
        ("<![CDATA[A < B]]>", "A < B"),
        ("", "?"),
    ],
)
def test_text_is_all_text_inside(inside: str, text: str) -> None:
    [title] = titles(f"<r><a>{inside}{'?' if not inside else ''}</a></r>")
    assert title == text


@pytest.mark.parametrize(
    "doctype", ["", "<!DOCTYPE r SYSTEM 'dblp.dtd'>", "<!DOCTYPE r>", "<!DOCTYPE r [<!-- it's -->]>"]
)
def test_html_names_of_characters_are_known_whatever_the_doctype_says(doctype: str) -> None:
    text = "M&uuml;ller &amp; &lt;i&gt; &LT;&AMP;&GT; &apos;&quot; &#233; &NotEqualTilde;"
    [record] = records(f"{doctype}<r><a key='&Ouml;'>{text}</a></r>")
    assert isinstance(record, PaperRecord)
    assert (record.paper_id, record.title) == ("Ö", "Müller & <i> <&> '\" é ≂̸")


def test_an_unknown_entity_costs_its_record_alone() -> None:
    one, two, three, four = records(
        "<r><a>One</a><a>&nosuch; &uuml;</a><b key='&this.one;&nosuch;'>Three</b><a>Four</a></r>"
    )
    assert isinstance(one, PaperRecord)
    assert two == Reject(place="f.xml:1", reason="the entity &nosuch; is not defined", raw="<a>&nosuch; ü</a>")
    assert isinstance(three, Reject)
    assert three.reason == "the entity &this.one; is not defined"
    assert isinstance(four, PaperRecord)


@pytest.mark.parametrize(
    "definitions",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY uuml "something else">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY uuml SYSTEM "file:///etc/passwd">',
        '<!ENTITY a PUBLIC "x" "http://example.org/x">',
        '<!ENTITY % a "x">%a;',
        "<!-- ' --><!ENTITY a '\"'>",
    ],
)
def test_a_document_that_defines_entities_is_refused(definitions: str) -> None:
    found, message = refused(f"<!DOCTYPE r [{definitions}]><r><a>&a;</a></r>")
    assert found == []
    assert message == (
        "f.xml defines entities in its DOCTYPE, which can make a small file fill the memory or name files of this "
        "machine, so it is not read; write their texts in their places and remove the definitions"
    )


def test_definitions_that_say_what_html_says_are_none() -> None:
    document = '<!DOCTYPE r [<!ELEMENT a ANY><!ENTITY uuml "&#252;" ><!-- <!ENTITY x "y"> --><!ENTITY lt "&#38;#60;">]>'
    assert titles(document + "<r><a>M&uuml;ller</a></r>") == ["Müller"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("ISO-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("UTF-16", "utf-16-be"),
        ("UTF-16", "utf-8"),
        ("utf-32", "utf-32"),
        ("us-ascii", "utf-8"),
    ],
)
def test_encodings(declared: str, encoding: str) -> None:
    document = (
        f'<?xml version="1.0" encoding="{declared}"?>\r\n<r>\r\n<a>Müller</a>\r\n' + "<a>Größe</a>" * 20_000 + "</r>"
    )
    found = titles(document.encode(encoding))
    assert found == ["Müller"] + ["Größe"] * 20_000


def test_another_encoding_than_the_declared_one_ends_the_input_where_it_shows() -> None:
    found, message = refused('<?xml version="1.0" encoding="utf-8"?><r><a>One</a><a>Müller</a></r>'.encode("latin-1"))
    assert found == ["One"]
    assert message == (
        "f.xml is not text in utf-8, its encoding: byte 0xfc at offset 55 has no meaning there; name its real "
        "encoding, as with --encoding cp1252"
    )
    found, message = refused('<?xml version="1.0" encoding="ISO-8859-1"?><r><a>Müller</a></r>')
    assert found == []
    assert message == "f.xml says that it is text in ISO-8859-1, but it is text in UTF-8; add --encoding utf-8"


def test_another_root_is_refused_where_roots_are_given() -> None:
    def count(document: bytes) -> int:
        found = read_elements(io.BufferedReader(io.BytesIO(document)), "f.xml", {"a"}, parse, roots=["r", "s"])
        return len(list(found))

    assert [count(b"<r><a>A</a></r>"), count(b"<s/>"), count(b"<a>A</a>"), count(b"")] == [1, 0, 1, 0]
    with pytest.raises(SourceError, match=r"f\.xml is XML, but its root <t> is no <r>"):
        count(b"<?xml version='1.0'?>\n<t><a>A</a></t>")


@pytest.mark.parametrize("name", ["klingon", "rot13", "hex", "idna", "unicode_escape"])
def test_an_unknown_encoding_is_refused(name: str) -> None:
    assert refused(f'<?xml version="1.0" encoding="{name}"?><r/>')[1] == (
        f"f.xml says that it is text in {name!r}, an encoding that is not known here; name the one that it is in, as "
        "with --encoding utf-8"
    )


@pytest.mark.parametrize(
    ("document", "before", "message"),
    [
        ("<r><a>One</a>\n<a>Two</r>", 1, "f.xml:2 is not well-formed XML, and cannot be read further: "),
        ("<r><a>One</a>\n<a>Two", 1, "f.xml:2 is not well-formed XML, and cannot be read further: "),
        ("<r><a>One</a>\n<a>R&D</a></r>", 1, "f.xml:2 is not well-formed XML, and cannot be read further: "),
        ("<r><a>One</a></r><r/>", 1, "f.xml:1 is not well-formed XML, and cannot be read further: "),
        ("<r><a>One</a>\n<a>\x07</a></r>", 1, "f.xml:2 is not well-formed XML, and cannot be read further: "),
        ("<r>" * 5_000, 0, "f.xml:1 is not well-formed XML, and cannot be read further: "),
        ("Sheep", 0, "f.xml is not XML: no element begins where it says 'Sheep'"),
        ("\n<!-- no more -->", 0, "f.xml is not XML: no element begins where it says ''"),
        ('<!DOCTYPE r [<!ENTITY "', 0, "f.xml is not XML: no element begins where it says '<!DOCTYPE"),
        ("<!--" + "x" * 3 * 2**20, 0, "f.xml is not XML: no element begins where it says '<!--x"),
    ],
)
def test_damage_ends_the_input_behind_the_good_records(document: str, before: int, message: str) -> None:
    found, said = refused(document)
    assert len(found) == before
    assert said.startswith(message)


def test_a_blank_input_has_no_records() -> None:
    assert records(b"") == []
    assert records(b" \n\n") == []
    assert records(b"<r/>") == []


def test_an_unfit_element_is_a_reject_with_its_xml() -> None:
    one, two = records("<r><a key='1'> </a>\n<a>Two</a></r>")
    assert one == Reject(place="f.xml:1", reason="no title", raw='<a key="1"> </a>')
    assert isinstance(two, PaperRecord)


def test_a_record_of_any_length_is_a_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_elements, "LONGEST_RECORD", 2**20)
    one, two, three = records("<r><a>One</a>\n<a>" + "<i>x</i>\n" * 500_000 + "</a><a>Three</a></r>")
    assert isinstance(one, PaperRecord)
    assert isinstance(two, Reject)
    assert (two.place, two.reason) == ("f.xml:2", "more than 1 MiB of text in one record")
    assert two.raw.startswith("<a><i>x</i>\n<i>x")
    assert isinstance(three, PaperRecord)


def test_one_text_of_more_than_10_mb_ends_the_input() -> None:
    found, message = refused("<r><a>One</a><a>" + "x" * 11_000_000 + "</a></r>")
    assert found == ["One"]
    assert message.endswith("Resource limit exceeded: Text node too long")


def test_references_may_lie_across_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    document = "<r><a>M&uuml;ller</a><a>&nosuch;</a><a>Größe</a></r>"
    for size in (1, 2, 3, 7, 19):
        monkeypatch.setattr(xml_elements, "_CHUNK", size)
        one, two, three = records(document)
        assert isinstance(one, PaperRecord)
        assert one.title == "Müller"
        assert isinstance(two, Reject)
        assert two.reason == "the entity &nosuch; is not defined"
        assert isinstance(three, PaperRecord)
        assert three.title == "Größe"


@pytest.mark.parametrize("tag", ["a", "other"])
def test_memory_does_not_grow_with_the_input(tag: str) -> None:
    """What lxml holds is outside of Python's heap, so the proxies of its elements are counted by their parent."""
    seen: list[int] = []
    parsed = 0

    def count(element: Element, place: str) -> None:
        nonlocal parsed
        parsed += 1
        if parsed % 1_000 == 1:
            seen.append(len(element.getroottree().getroot()))

    element = f"<{tag}>Sheep</{tag}>".encode()
    document = b"<r>" + (element * 20_000 + b"<b/>") * 4 + b"</r>"
    tracemalloc.start()
    for _ in read_elements(io.BufferedReader(io.BytesIO(document)), "f.xml", {"a", "b"}, count):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert max(seen) < 20_000
    assert peak < 8 * 2**20


def test_a_mutated_document_raises_nothing_but_source_errors() -> None:
    random_of = random.Random(14)
    document = (
        b'<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE r SYSTEM "x" [<!ENTITY uuml "&#252;">]>\n<r><a k="1">'
        b"M&uuml;ller <i>n</i> &nosuch;</a>\n<!-- c --><b><![CDATA[x]]></b><?pi x?><a>\xfc</a></r>"
    )
    for _ in range(1_000):
        data = bytearray(document)
        for _ in range(random_of.randint(1, 4)):
            start = random_of.randrange(len(data))
            match random_of.randrange(4):
                case 0:
                    data[start] = random_of.randrange(256)
                case 1:
                    del data[start : start + random_of.randrange(30)]
                case 2:
                    data[start:start] = data[random_of.randrange(len(data)) :][:20]
                case _:
                    data[start:start] = random_of.choice([b"&", b"<", b">", b"\0", b"]]>", b"<!", b"\xff\xfe", b"'"])
        try:
            records(bytes(data))
        except SourceError:
            continue
