"""Whatever bytes an input has, a reader gives records, rejects or a SourceError, soon and in little memory.

The inputs are those of `bench/fuzz_formats.py`, which reads thousands; here it reads the first ones of another seed.
"""

import os
import subprocess
import sys

import pytest

from graphapp.formats import FORMATS
from tests.conftest import ROOT
from tests.properties import examples


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither the alarm nor the limits of the script.")
@pytest.mark.parametrize("format", FORMATS)
def test_damaged_and_hostile_inputs_give_records_or_a_source_error(format: str) -> None:
    inputs = examples(60)
    done = subprocess.run(
        [
            sys.executable,
            ROOT / "bench" / "fuzz_formats.py",
            "--format",
            format,
            "--inputs",
            str(inputs),
            "--seed",
            "14",
        ],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{inputs:,} inputs: " in done.stdout
