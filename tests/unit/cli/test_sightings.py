"""What a load says after its report."""

from msgspec.structs import replace

from graphapp.cli.sightings import Sightings
from graphapp.records import Authorship, PaperRecord, Record, Reject

PAPER = PaperRecord(place="a:1", title="Notes", authorships=())


def by(*names: str) -> PaperRecord:
    return replace(PAPER, authorships=tuple(Authorship(printed_name=name, position=None) for name in names))


def test_the_records_pass_unchanged_and_papers_without_authors_are_counted() -> None:
    reject = Reject(place="a:2", reason="no title", raw="{}")
    records: list[Record] = [PAPER, reject, by("Ada Lovelace 0001"), PAPER, by("Bo Li")]
    seen = Sightings()
    assert list(seen.of(records)) == records
    assert (seen.without_authors, seen.name) == (2, "Ada Lovelace")
    assert seen.warning.startswith("2 papers have no authors")


def test_the_next_step_is_a_command_that_a_shell_takes() -> None:
    seen = Sightings()
    assert list(seen.of([by("Conan O'Brien \x1b[31m")]))
    assert seen.next_step(dry_run=False).startswith("Try next: graphapp name-cluster 'Conan O'\"'\"'Brien")
    assert "\x1b" not in seen.next_step(dry_run=False)
    assert "--dry-run" in seen.next_step(dry_run=True)
