"""A disk of its own size, which a test may fill."""

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest


class SmallDisk:
    """A mount that only the commands run on it see."""

    def __init__(self, folder: Path, holder: int) -> None:
        self.folder = folder
        """Where the disk is, for the commands run on it; for all others this is an empty folder."""
        self._enter = ["nsenter", "--user", "--mount", "--preserve-credentials", f"--target={holder}"]

    def command(self, *words: object) -> list[str]:
        """A command line that runs the command where the disk is mounted."""
        return [*self._enter, *map(str, words)]

    def run(self, *words: object, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.command(*words), env=env, capture_output=True, text=True, timeout=300)

    def fill(self) -> None:
        """Leave not a byte free."""
        filled = self.run("sh", "-c", f"cat /dev/zero > '{self.folder}/filler'")
        assert "No space left" in filled.stderr

    def make_room(self) -> None:
        assert self.run("rm", f"{self.folder}/filler").returncode == 0


@contextmanager
def small_disk(folder: Path, *, mebibytes: int) -> Iterator[SmallDisk]:
    """A disk for the block, in memory. Skips the test, and says why, on a system that gives no mount to its users."""
    folder.mkdir()
    mount = f"mount -t tmpfs -o size={mebibytes}m tmpfs '{folder}' && echo mounted && exec cat"
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount]
    try:
        holder = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
    except FileNotFoundError:
        pytest.skip("a full disk is tried on a disk of the test's own, which takes Linux's `unshare`")
    with holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stderr is not None
        if holder.stdout.readline() != "mounted\n":
            pytest.skip(f"this machine mounts no disk for a test: {holder.stderr.read().strip()}")
        yield SmallDisk(folder, holder.pid)
        # Ends the holder, and the mount with it.
        holder.stdin.close()
