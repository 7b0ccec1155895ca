"""What a packed file may unpack to: enough for every file of records, and nothing for bombs."""

import io

import pytest

from graphapp.errors import SourceError
from graphapp.inputs import unpacking
from graphapp.inputs.unpacking import MOST_PACKED, Allowance


@pytest.mark.parametrize(
    ("freely", "packed", "unpacked", "refused"),
    [
        (100, 0, 100, False),
        (100, 0, 101, True),
        (100, 10, 10 * MOST_PACKED, False),
        (100, 10, 10 * MOST_PACKED + 1, True),
    ],
)
def test_a_little_is_free_and_the_rest_depends_on_the_size(
    monkeypatch: pytest.MonkeyPatch, freely: int, packed: int, unpacked: int, refused: bool
) -> None:
    monkeypatch.setattr(unpacking, "FREELY_UNPACKED", freely)
    allowance = Allowance(lambda: packed)
    one = allowance.counted(io.BytesIO(b"x" * (unpacked // 2)).read, "a")
    other = allowance.counted(io.BytesIO(b"x" * (unpacked - unpacked // 2)).read, "b")
    assert one(unpacked)
    if refused:
        with pytest.raises(SourceError, match=r"b is not read further: it unpacks to more than 200 times its size"):
            other(unpacked)
    else:
        assert other(unpacked)
