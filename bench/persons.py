"""How long person groups take on a loaded graph, and what learning from the whole graph costs.

    python bench/persons.py [--uri URI] [--rounds N] [--learn] [NAME ...]

Without names: one of five to ten papers, one of about 100 and of 400, and the name with the most. Prints for each the
medians in milliseconds of the cluster page (the first 50 papers), of its person groups, what they take beyond the page,
of the groups with other spellings, and of its coauthors by name and by person; with `--learn` also the seconds of
`graphapp learn` and the greatest memory of this process.
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable

from graphapp import connect
from graphapp.bibliography import Bibliography

_FEW = range(5, 11)
"""Works of a typical name."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--uri", help="default: as graphapp's commands")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--learn", action="store_true")
    options = parser.parse_args()
    with connect(options.uri) as graph:
        if options.learn:
            began = time.monotonic()
            model = graph.learn_persons()
            print(f"learned from {model.works:,} works and {model.names:,} names: {time.monotonic() - began:.0f} s")
            print(f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
        print(f"{'':<24}{'':>8}{'':>8}{'papers, ms':^38}{'coauthors, ms':>24}")
        print(
            f"{'name':<24}{'papers':>8}{'groups':>8}{'cluster':>10}{'groups':>10}{'beyond':>8}{'spelled':>10}"
            f"{'names':>12}{'people':>12}"
        )
        for name in options.names or names_of_sizes(graph):
            asked: list[Callable[[], object]] = [
                lambda name=name: graph.name_cluster(name),  # type: ignore[misc]
                lambda name=name: graph.person_groups(name),  # type: ignore[misc]
                lambda name=name: graph.person_groups(name, spellings=True),  # type: ignore[misc]
                lambda name=name: graph.coauthor_neighborhood(name),  # type: ignore[misc]
                lambda name=name: graph.coauthor_neighborhood(name, by="person"),  # type: ignore[misc]
            ]
            cluster, groups, spelled, names, people = (median(each, options.rounds) for each in asked)
            found = graph.person_groups(name)
            print(
                f"{name[:23]:<24}{found.paper_count:>8,}{found.group_count:>8,}{cluster:>10.1f}{groups:>10.1f}"
                f"{groups - cluster:>8.1f}{spelled:>10.1f}{names:>12.1f}{people:>12.1f}"
            )


def names_of_sizes(graph: Bibliography) -> list[str]:
    """A name of few papers, as most coauthors of others are, names of about 100 and 400, and the one with the most."""
    crowded = graph.ambiguous_names(by="works", limit=1_000).names
    hundred, many = (min(crowded, key=lambda each, size=size: abs(each.paper_count - size)).name for size in (100, 400))  # type: ignore[misc]
    coauthors = (node.name for node in graph.coauthor_neighborhood(hundred, limit=None).nodes)
    few = next(name for name in coauthors if graph.name_cluster(name, limit=1).paper_count in _FEW)
    return [few, hundred, many, crowded[0].name]


def median(asked: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        asked()
        times.append(1_000 * (time.perf_counter() - began))
    return statistics.median(times)


if __name__ == "__main__":
    main()
