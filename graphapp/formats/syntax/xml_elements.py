"""XML as a stream of elements, for every format that is written in it.

The grammar is that of XML 1.0 (https://www.w3.org/TR/xml/). The text is decoded here, and the document's declaration
and DOCTYPE are replaced, for three reasons: a wrong encoding gets a sentence and keeps the records before it; nothing
but HTML's named characters can be defined, so no entity bomb, file or address is ever looked at; and `&uuml;` is known
whether or not a DTD would define it.
"""

import codecs
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from html import unescape
from html.entities import html5
from io import BufferedReader
from itertools import chain
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from graphapp.errors import SourceError
from graphapp.formats.syntax.lines import LONGEST_RECORD
from graphapp.records import PaperRecord, PassedOver, PersonRecord, Record, Reject, Unfit

__all__ = ["Element", "child_of", "read_elements", "root_tag", "text_at", "text_of"]

Parse = Callable[[Element, str], Iterable[Record] | Record | None]
"""A function from an element and its place to its records; raises Unfit."""

_RECORD_TYPES: Final = (PaperRecord, PersonRecord, PassedOver, Reject)

_CHUNK: Final = 64 * 2**10
_LONGEST_PROLOG: Final = 2**20
_LONGEST_REFERENCE: Final = 64

_NAMED: Final = {name[:-1]: text for name, text in html5.items() if name.endswith(";")} | {"apos": "'"}
_OWN_DOCTYPE: Final = b'<!DOCTYPE x SYSTEM "x" [%b]>' % b"".join(
    f'<!ENTITY {name} "{"".join(f"&#38;#{ord(c)};" if c in "<&" else f"&#{ord(c)};" for c in text)}">'.encode()
    for name, text in _NAMED.items()
    if name not in ("amp", "lt", "gt", "quot", "apos")
)
_REFERENCE: Final = re.compile(rb"&([^\s#&;<>\"'][^\s&;<>\"']{0,%d});" % (_LONGEST_REFERENCE - 3))
_NAMES: Final = frozenset(name.encode() for name in _NAMED)
# Two characters that no text may use (https://www.unicode.org/faq/private_use.html#nonchar4) stand for the & and the ;
# of an unknown reference, since the parser would drop it without a word.
_MARKED: Final = re.compile("\ufdd0([^\ufdd1]*)\ufdd1")

_DECLARED_ENCODING: Final = re.compile(rb"\s*<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_SUPERSETS_OF_ASCII: Final = ("utf-8", "iso8859", "cp125", "koi8", "mac")
_ENCODINGS: Final = (*_SUPERSETS_OF_ASCII, "big5", "cp", "euc", "gb", "iso2022", "shift_jis", "utf-16", "utf-32")

_MISC: Final = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE: Final = re.compile(
    rb"<!DOCTYPE\s(?:[^\[\"'<>]|\"[^\"]*\"|'[^']*')*+"
    rb"(?:\[((?:<!--.*?-->|<\?.*?\?>|<(?!!--|\?)|\"[^\"]*\"|'[^']*'|[^\]\"'<])*+)\]\s*)?>",
    re.DOTALL,
)
_ROOT: Final = re.compile(rb"<[A-Za-z_:\x80-\xff]")
_ROOT_TAG: Final = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)(?=[\s/>])")
_BEGUN: Final = re.compile(rb"(?:<(?:\?.*|!-.*|!DOCTYPE.*|!(?:D(?:O(?:C(?:T(?:YP?)?)?)?)?)?)?)?", re.DOTALL)
"""What may become a match of one of the three before when more is read."""
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_ENTITY: Final = re.compile(rb"<!ENTITY(?:\s+([A-Za-z0-9]+)\s+(?:\"([^\"]*)\"|'([^']*)')\s*>)?")
_POSITION: Final = re.compile(r",? line \d+, column \d+|,? line \d+(?= and)|, \w+ XML_PARSE_HUGE.*")


def read_elements(
    stream: BufferedReader, place: str, tags: Collection[str], parse: Parse, *, roots: Sequence[str] = ()
) -> Iterator[Record]:
    """The records of the elements with these tags, in the order in which they end; their places are `place:LINE`.

    An element that `parse` gets still has its ancestors with their attributes, but no longer all that stood before it.
    An element of these tags must not contain another one. One for which `parse` raises Unfit, with an unknown
    reference (`&nosuch;`), or with more than `LONGEST_RECORD` bytes is a Reject with its XML.

    A tag without a namespace (`{urn:x}row` has one) is that name in any namespace, of which `parse` sees nothing. The
    encoding is the one that the document declares. Memory does not grow with the input; nothing outside of it is read.
    Raises SourceError, after the records before it, for a document that is not well-formed XML, is not in its declared
    encoding, or defines entities, and for one whose root is none of `roots` or `tags`, if `roots` are given.
    """
    content = _utf8(stream, place)
    prolog, rest = _split_prolog(content, place)
    if not rest:
        return
    root = root_tag(rest)
    if roots and root is not None and root not in roots and root not in tags:
        raise SourceError(f"{place} is XML, but its root <{root}> is no <{roots[0]}>")
    # Comments would be children, and are no text.
    parser = etree.XMLPullParser(
        events=("end", "pi"),
        tag=[tag if tag.startswith("{") else f"{{*}}{tag}" for tag in tags],
        remove_comments=True,
        no_network=True,
        resolve_entities="internal",
    )
    parser.feed(_own_prolog(prolog))
    [(_, own)] = parser.read_events()
    yield from _Reading(parser, own, place, frozenset(tags), parse).records(chain((rest,), content))


def child_of(parent: Element | None, tag: str) -> Element | None:
    """The first child with this tag; None where there is none, and for no parent."""
    # `find` takes twice as long, since it knows paths.
    return None if parent is None else next(parent.iterchildren(tag), None)


def text_of(element: Element) -> str:
    """All text inside an element, without markup; each run of white space is one space."""
    # `itertext` takes three times as long.
    text = etree.tostring(element, method="text", encoding="unicode", with_tail=False) if len(element) else element.text
    return " ".join(text.split()) if text else ""


def text_at(parent: Element | None, tag: str) -> str:
    """As `text_of`, for the first child with this tag; empty where there is none."""
    child = child_of(parent, tag)
    return "" if child is None else text_of(child)


def root_tag(head: bytes) -> str | None:
    """The name of the root element of the XML that an input begins with, without a prefix; None if it is no XML."""
    # The names of elements are ASCII, so this also reads text in UTF-16.
    text = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
    start = _after_misc(text, 0)
    if doctype := _DOCTYPE.match(text, start):
        start = _after_misc(text, doctype.end())
    found = _ROOT_TAG.match(text, start)
    return found[1].decode() if found else None


class _Reading:
    """A document that is being read behind its prolog."""

    def __init__(
        self, parser: "etree.XMLPullParser[Element]", own: Element, place: str, tags: frozenset[str], parse: Parse
    ) -> None:
        self._parser = parser
        self._own = own
        self._place = place
        self._tags = tags
        self._parse = parse
        self._ended: Element | None = None
        """The last record that ended."""
        self._open: Element | None = None
        """The record that was not at its end when the last chunk was."""
        self._open_bytes = 0
        self._too_long: Reject | None = None
        self._has_unknown_references = False

    def records(self, content: Iterable[bytes]) -> Iterator[Record]:
        pending = b""
        try:
            for chunk in content:
                whole, pending = _whole_references(pending + chunk) if pending else _whole_references(chunk)
                yield from self._records_of(whole)
            yield from self._records_of(pending)
            self._parser.close()
        except etree.XMLSyntaxError as error:
            raise self._not_well_formed(error) from error

    def _records_of(self, chunk: bytes) -> Iterator[Record]:
        marked = _marked(chunk)
        self._has_unknown_references |= marked is not chunk
        failure: etree.XMLSyntaxError | None = None
        try:
            self._parser.feed(marked)
        except etree.XMLSyntaxError as error:
            failure = error
        for _, element in self._parser.read_events():
            if element.tag not in self._tags:
                if _local(element.tag) not in self._tags:
                    continue
                _leave_namespace(element)
            self._ended = element
            yield from self._records_in(element)
        if failure is not None:
            raise failure
        self._forget(len(chunk))

    def _records_in(self, element: Element) -> Iterable[Record]:
        if self._too_long is not None and element is self._open:
            reject, self._too_long = self._too_long, None
            return (reject,)
        place = f"{self._place}:{_line(element)}"
        try:
            if self._has_unknown_references and (unknown := _MARKED.search(_xml(element).decode())):
                raise Unfit(f"the entity &{unknown[1]}; is not defined")
            records = self._parse(element, place)
            if isinstance(records, _RECORD_TYPES):
                return (records,)
            return () if records is None else list(records)
        except Unfit as error:
            raw = _MARKED.sub(r"&\1;", _xml(element).decode())
            return (Reject.of(place, str(error), raw.encode()),)

    def _forget(self, fed: int) -> None:
        """Let go of all that is read but for the open record and its ancestors, and of that too when it is too long."""
        before, self._open = self._open, None
        node = self._own.getroottree().getroot()
        if node is None:
            # So far, only a part of its tag was read.
            return
        while len(node):
            del node[:-1]
            node = node[-1]
            if (node.tag in self._tags or _local(node.tag) in self._tags) and node is not self._ended:
                self._open = node
                break
        if self._open is None:
            self._has_unknown_references = False
            return
        self._open_bytes = self._open_bytes + fed if self._open is before else 0
        if self._open_bytes > LONGEST_RECORD:
            if self._too_long is None:
                reason = f"more than {LONGEST_RECORD // 2**20} MiB of text in one record"
                self._too_long = Reject.of(f"{self._place}:{_line(node)}", reason, _xml(node))
            while len(node):
                del node[:-1]
                node = node[-1]

    def _not_well_formed(self, error: etree.XMLSyntaxError) -> SourceError:
        reason = _POSITION.sub("", error.msg or "the document ends too early").strip()
        line = f":{error.lineno}" if error.lineno else ""
        return SourceError(f"{self._place}{line} is not well-formed XML, and cannot be read further: {reason}")


def _local(tag: object) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _leave_namespace(element: Element) -> None:
    """Take the namespace off an element, its ancestors and all inside of it: formats know names alone."""
    for each in chain(element.iterancestors(), element.iter("*")):
        each.tag = _local(each.tag)


def _xml(element: Element) -> bytes:
    return etree.tostring(element, encoding="utf-8", with_tail=False)


_LAST_SHORT_LINE: Final = 65_535


def _line(element: Element) -> int:
    """The line on which an element begins."""
    line = element.sourceline or 1
    if line >= _LAST_SHORT_LINE:
        # libxml2 keeps the greater numbers for texts alone: it gives the line on which the first text inside ends.
        while not element.text and len(element):
            element = element[0]
        line -= (element.text or "").count("\n")
    return line


# --- References


def _whole_references(chunk: bytes) -> tuple[bytes, bytes]:
    """The chunk up to a reference that it may have cut, and the rest."""
    start = chunk.rfind(b"&", -_LONGEST_REFERENCE)
    return (chunk, b"") if start < 0 or b";" in chunk[start:] else (chunk[:start], chunk[start:])


def _marked(chunk: bytes) -> bytes:
    """The chunk with marks for the references to names that nothing defines; the same object if there are none."""
    if b"&" not in chunk or _NAMES.issuperset(_REFERENCE.findall(chunk)):
        return chunk
    return _REFERENCE.sub(
        lambda found: found[0] if found[1] in _NAMES else b"\xef\xb7\x90%b\xef\xb7\x91" % found[1], chunk
    )


# --- The beginning of a document


def _split_prolog(content: Iterator[bytes], place: str) -> tuple[bytes, bytes]:
    """All before the root element, and what was read from there on; both are empty for a blank input.

    Raises SourceError for a document without a root, and for one that defines entities.
    """
    read = b""
    start = 0
    for chunk in content:
        read += chunk
        start = _after_misc(read, start)
        if doctype := _DOCTYPE.match(read, start):
            _check_definitions(doctype[1] or b"", place)
            start = _after_misc(read, doctype.end())
        if _ROOT.match(read, start):
            return read[:start], read[start:]
        if not _BEGUN.fullmatch(read, start) or len(read) > _LONGEST_PROLOG:
            break
    if not read.strip():
        return b"", b""
    begin = read[start : start + 40].decode(errors="replace").strip()
    raise SourceError(f"{place} is not XML: no element begins where it says {begin!r}")


def _after_misc(text: bytes, start: int) -> int:
    while found := _MISC.match(text, start):
        start = found.end()
    return start


def _check_definitions(subset: bytes, place: str) -> None:
    for found in _ENTITY.finditer(_COMMENT.sub(b"", subset)):
        name, value = (found[1] or b"").decode(), (found[2] or found[3] or b"").decode(errors="replace")
        if name not in _NAMED or unescape(unescape(value)) != _NAMED[name]:
            raise SourceError(
                f"{place} defines entities in its DOCTYPE, which can make a small file fill the memory or name files "
                "of this machine, so it is not read; write their texts in their places and remove the definitions"
            )


def _own_prolog(prolog: bytes) -> bytes:
    """A prolog that defines HTML's named characters, with as many lines, and with a processing instruction at its end.

    The processing instruction leads to the tree before any record ends. `SYSTEM` names nothing that is read; with it,
    an unknown reference in a place where it is not seen does not end the document.
    """
    lines = prolog.count(b"\n")
    return _OWN_DOCTYPE + b"\n" * lines + b"<?read?>"


# --- Bytes into UTF-8


def _utf8(stream: BufferedReader, place: str) -> Iterator[bytes]:
    """The content in UTF-8, in any pieces, without a byte order mark. Raises SourceError for text in another one."""
    chunk = stream.read1(_CHUNK)
    while chunk and len(chunk) < 4 and (more := stream.read1(_CHUNK)):
        chunk += more
    codec, declared = _encoding(chunk, place)
    decoder = codec.incrementaldecoder()
    plain = codec.name.startswith(_SUPERSETS_OF_ASCII)
    checked = codec.name == "utf-8"
    done = 0
    while chunk:
        if plain and chunk.isascii() and not decoder.getstate()[0]:
            yield chunk
        else:
            if plain and not checked:
                checked = True
                _check_not_utf8(chunk, declared, place)
            yield from _decoded(decoder, chunk, declared, done, place)
        done += len(chunk)
        chunk = stream.read1(_CHUNK)
    yield from _decoded(decoder, b"", declared, done, place)


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes, declared: str, done: int, place: str) -> Iterator[bytes]:
    waiting = len(decoder.getstate()[0])
    try:
        yield decoder.decode(chunk, final=not chunk).removeprefix("\ufeff" if done == 0 else "").encode()
    except UnicodeDecodeError as error:
        decoder.errors = "replace"
        yield decoder.decode(chunk[: max(0, error.start - waiting)]).encode(errors="replace")
        raise SourceError(
            f"{place} is not text in {declared}, its encoding: byte 0x{error.object[error.start]:02x} at offset "
            f"{done - waiting + error.start:,} has no meaning there; name its real encoding, as with --encoding cp1252"
        ) from error
    except UnicodeEncodeError as error:
        raise SourceError(f"{place} contains half of a surrogate pair, which is not a character") from error


def _encoding(head: bytes, place: str) -> tuple[codecs.CodecInfo, str]:
    """The codec of a document, and its encoding's name in messages."""
    for begin, name in (
        (b"\xef\xbb\xbf", "UTF-8"),
        (codecs.BOM_UTF32_LE, "UTF-32"),
        (codecs.BOM_UTF32_BE, "UTF-32"),
        (codecs.BOM_UTF16_LE, "UTF-16"),
        (codecs.BOM_UTF16_BE, "UTF-16"),
        (b"<\0", "UTF-16LE"),
        (b"\0<", "UTF-16BE"),
    ):
        if head.startswith(begin):
            return codecs.lookup(name), name
    found = _DECLARED_ENCODING.match(head)
    name = found[1].decode() if found else "UTF-8"
    # Since the declaration could be read, the text is no UTF-16: many programs write that name into files in UTF-8.
    if name.casefold().startswith(("utf-16", "utf16", "ucs-2", "utf-32", "us-ascii", "ascii")):
        name = "UTF-8"
    try:
        codec = codecs.lookup(name)
    except LookupError:
        codec = None
    if codec is None or not codec.name.startswith(_ENCODINGS):
        raise SourceError(
            f"{place} says that it is text in {name!r}, an encoding that is not known here; name the one that it "
            "is in, as with --encoding utf-8"
        )
    return codec, name


def _check_not_utf8(chunk: bytes, declared: str, place: str) -> None:
    """Raises SourceError when the first characters beyond ASCII are in UTF-8, as real texts in others never are."""
    try:
        # The chunk may end within a character.
        codecs.getincrementaldecoder("utf-8")().decode(chunk)
    except UnicodeDecodeError:
        return
    raise SourceError(f"{place} says that it is text in {declared}, but it is text in UTF-8; add --encoding utf-8")
