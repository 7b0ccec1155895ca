"""Finds and parses query files: one Cypher statement each, described by its first comments.

The first line is `// Title`. Comment lines up to the first line of Cypher say what a row is; a comment line
`// :param name => example` declares a parameter. Declared and used parameters must be the same set.

In Cypher the name of a property cannot be a parameter, and only the literal name uses the property's index. So the
lines between `// for each identifier that joins works, here doi` and `// end` are repeated for each such identifier,
with its property in place of `doi`. The file itself is valid for that one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import dropwhile
from pathlib import Path
from typing import Final

from graphapp.errors import QueryFileError
from graphapp.rules.identifiers import SCHEMES


class Access(Enum):
    """What a query may do; its folder decides."""

    SCHEMA = "schema"
    WRITE = "write"
    READ = "read"
    BROWSER = "browser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One Cypher statement and what its file says about it."""

    name: str
    """Folder and stem: `read/name_cluster`."""
    title: str
    description: str
    """What a row is; plain text of one or more lines."""
    parameters: dict[str, str]
    """Name -> example, a Cypher literal."""
    text: str
    """The whole file, comments included: the server's query log then says where a query came from."""
    access: Access

    def for_browser(self) -> str:
        """The text for Neo4j Browser: a line `:param name => example` per parameter, then the statement.

        Browser takes the parameter lines and the statement one after the other.
        """
        lines = self.text.splitlines(keepends=True)
        statement = "".join(line for line in lines if not line.startswith("// :param "))
        return "".join(f":param {name} => {example}\n" for name, example in self.parameters.items()) + statement


_PARAMETER_LINE: Final = re.compile(r":param (\w+) => (.+)")
_COMMENT_OR_STRING: Final = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" | `[^`]*`""", re.VERBOSE | re.DOTALL
)
_FOR_EACH_IDENTIFIER: Final = re.compile(
    r"^(?P<comment>//|--) for each identifier that joins works, here (?P<example>\w+)\n"
    r"(?P<lines>.*?)^(?P=comment) end\n",
    re.MULTILINE | re.DOTALL,
)
_PARAMETER: Final = re.compile(r"\$(\w+)")
_SKIPPED_OR_PARAMETER: Final = re.compile(
    rf"{_COMMENT_OR_STRING.pattern} | {_PARAMETER.pattern}", re.VERBOSE | re.DOTALL
)


@cache
def load_query(name: str) -> Query:
    """The query of the file `cypher/<name>.cypher`, for example `read/name_cluster`.

    Raises QueryFileError when there is no such file, or when it has no title or declares other parameters than it uses.
    """
    file = _folder().joinpath(f"{name}.cypher")
    if not file.is_file():
        raise QueryFileError(f"there is no query file cypher/{name}.cypher; see `graphapp query list`")
    return _parse(name, file.read_text(encoding="utf-8"))


@cache
def all_queries() -> tuple[Query, ...]:
    """Every query that graphapp ships, sorted by name."""
    names = sorted(
        f"{folder.name}/{file.name.removesuffix('.cypher')}"
        for folder in _folder().iterdir()
        for file in folder.iterdir()
        if file.name.endswith(".cypher")
    )
    return tuple(load_query(name) for name in names)


def with_literals(query: Query, literals: Mapping[str, str]) -> str:
    """The statement under its title, each parameter replaced by its Cypher literal; all must be given."""

    def written(found: re.Match[str]) -> str:
        return literals[found[1]] if found[1] else found[0]

    code = dropwhile(lambda line: line.startswith("//"), query.text.splitlines())
    return f"// {query.title}\n" + _SKIPPED_OR_PARAMETER.sub(written, "\n".join(code))


def _folder() -> Traversable:
    packaged = files("graphapp").joinpath("cypher")
    if packaged.is_dir():
        return packaged
    # In a clone and an editable install the folder is beside the package, where people look for it.
    return Path(__file__).resolve().parent.parent / "cypher"


def with_identifiers(text: str) -> str:
    """The text of Cypher, or of SQL, with its marked lines repeated for each identifier that joins works."""
    properties = [scheme.property for scheme in SCHEMES if scheme.joins_works]

    def repeated(block: re.Match[str]) -> str:
        return "".join(re.sub(rf"\b{block['example']}\b", name, block["lines"]) for name in properties)

    return _FOR_EACH_IDENTIFIER.sub(repeated, text)


def _parse(name: str, text: str) -> Query:
    text = with_identifiers(text)
    comments: list[str] = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        comments.append(line.removeprefix("//").strip())
    if not comments or not comments[0]:
        raise QueryFileError(f"cypher/{name}.cypher does not begin with a line `// Title`")
    parameters: dict[str, str] = {}
    description: list[str] = []
    for comment in comments[1:]:
        if declared := _PARAMETER_LINE.fullmatch(comment):
            parameters[declared[1]] = declared[2]
        else:
            description.append(comment)
    used = set(_PARAMETER.findall(_COMMENT_OR_STRING.sub(" ", text)))
    if differing := used ^ parameters.keys():
        listed = ", ".join(f"${parameter}" for parameter in sorted(differing))
        raise QueryFileError(f"cypher/{name}.cypher declares and uses different parameters: {listed}")
    return Query(
        name=name,
        title=comments[0],
        description="\n".join(description).strip(),
        parameters=parameters,
        text=text,
        access=Access(name.partition("/")[0]),
    )
