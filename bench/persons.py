"""How long person groups take on a loaded graph, and what learning from the whole graph costs.

    python bench/persons.py [--uri URI] [--rounds N] [--learn] [NAME ...]

Without names: one of few papers, one of about 400, and the name with the most. Prints for each the median of the
cluster page (the first 50 papers) and of its person groups in milliseconds, their difference, and the ratio; with
`--learn` also the seconds of `graphapp learn` and the greatest memory of this process.
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable

from graphapp import connect
from graphapp.bibliography import Bibliography


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
        print(f"{'name':<24}{'papers':>8}{'groups':>8}{'cluster ms':>12}{'groups ms':>12}{'beyond':>10}{'ratio':>8}")
        for name in options.names or names_of_sizes(graph):
            cluster = median(lambda name=name: graph.name_cluster(name), options.rounds)  # type: ignore[misc]
            groups = median(lambda name=name: graph.person_groups(name), options.rounds)  # type: ignore[misc]
            found = graph.person_groups(name)
            print(
                f"{name[:23]:<24}{found.paper_count:>8,}{found.group_count:>8,}{cluster:>12.1f}{groups:>12.1f}"
                f"{groups - cluster:>10.1f}{groups / cluster:>8.2f}"
            )


def names_of_sizes(graph: Bibliography) -> list[str]:
    crowded = graph.ambiguous_names(by="works", limit=1_000).names
    chosen = [min(crowded, key=lambda each, size=size: abs(each.paper_count - size)).name for size in (400, 100)]  # type: ignore[misc]
    [coauthor, *_] = graph.coauthor_neighborhood(chosen[0], limit=1_000).nodes[::-1]
    return [coauthor.name, *reversed(chosen), crowded[0].name]


def median(asked: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        asked()
        times.append(1_000 * (time.perf_counter() - began))
    return statistics.median(times)


if __name__ == "__main__":
    main()
