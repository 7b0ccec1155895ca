"""The inputs of a command, source by source: what each holds of all bytes, and where the command ends."""

from pathlib import Path
from typing import Any

import pytest

from graphapp.cli.source_inputs import SourceInputs
from graphapp.errors import InvalidArgument

NO_OPTIONS: dict[str, Any] = {
    "format_name": None,
    "source": None,
    "named_columns": (),
    "encoding": None,
    "rejects": None,
    "max_rejects": None,
    "homonym_numbers": None,
    "complete_lists": None,
    "venues": None,
}


def write(folder: Path, name: str, papers: int) -> str:
    path = folder / name
    path.write_text('{"title": "A paper", "authors": ["Ada Lovelace"]}\n' * papers)
    return str(path)


def test_each_source_comes_once_with_its_share_of_the_bytes(tmp_path: Path) -> None:
    paths = (write(tmp_path, "one.jsonl", 3), write(tmp_path, "two.jsonl", 1))
    found = {
        each.source: (len(list(each.records)), each.share) for each in SourceInputs(paths=paths, **NO_OPTIONS).each()
    }
    assert found == {"one": (3, 0.75), "two": (1, 0.25)}


def test_the_options_are_those_of_every_source(tmp_path: Path) -> None:
    options = NO_OPTIONS | {"max_rejects": 7, "homonym_numbers": True}
    [each] = SourceInputs(paths=(write(tmp_path, "one.jsonl", 1),), **options).each()
    assert (each.options["max_rejects"], each.options["homonym_numbers"], each.options["own_venues"]) == (7, True, None)


def test_rejects_do_not_overwrite_an_input(tmp_path: Path) -> None:
    path = write(tmp_path, "one.jsonl", 1)
    with pytest.raises(InvalidArgument, match="--rejects would overwrite the input"):
        SourceInputs(paths=(path,), **(NO_OPTIONS | {"rejects": Path(path)}))
