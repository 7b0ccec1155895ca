"""Whatever words and variables a user gives, a command ends with a documented exit code, and a failure has a reason."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.properties import examples


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither the pipes nor the alarm that the calls need.")
def test_hostile_command_lines_get_a_sentence_and_a_documented_exit_code() -> None:
    calls = examples(300)
    done = subprocess.run(
        [sys.executable, ROOT / "bench" / "fuzz_cli.py", "--calls", str(calls), "--seed", "12"],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"{calls:,} calls of ")
