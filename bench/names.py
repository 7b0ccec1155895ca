"""How many names of one person the rules relate, and how many names of different people.

    python bench/names.py FILE [--unrelated]

FILE is `name_variants.yaml` of the ACL Anthology (https://github.com/acl-org/acl-anthology, `data/yaml`), in which each
entry has a person's canonical name and its variants. Prints the share of the pairs of canonical name and variant that
`graphapp.rules.names.relation` relates, by rule; and the share of as many pairs of names that have one surname and
belong to different entries, drawn with a seed. `--unrelated` prints the pairs of variants that no rule relates.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from graphapp.rules.names import fold_key
from graphapp.rules.relations import relation

SEED: Final = 5

Pair = tuple[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--unrelated", action="store_true", help="print the pairs of variants that no rule relates")
    options = parser.parse_args()
    entries = YAML(typ="safe").load(options.file)
    variants = pairs_of_variants(entries)
    report("variants of one name", variants)
    report("different people of one surname", pairs_of_one_surname(entries, len(variants)))
    if options.unrelated:
        for a, b in variants:
            if relation(a, b) is None:
                print(f"{a} | {b}")


def pairs_of_variants(entries: Sequence[dict[str, Any]]) -> list[Pair]:
    """Each variant with its canonical name, in the order of the file."""
    return [
        (printed(entry["canonical"]), printed(variant)) for entry in entries for variant in entry.get("variants", ())
    ]


def pairs_of_one_surname(entries: Sequence[dict[str, Any]], count: int) -> list[Pair]:
    """Pairs of names of different entries; each pair is drawn with the same probability."""
    bearers: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for name in (entry["canonical"], *entry.get("variants", ())):
            bearers[fold_key(name["last"])].append((number, printed(name)))
    surnames = sorted(surname for surname, names in bearers.items() if len({number for number, _ in names}) > 1)
    weights = [len(bearers[surname]) ** 2 for surname in surnames]
    draw = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    pairs: list[Pair] = []
    while len(pairs) < count:
        [surname] = draw.choices(surnames, weights)
        (number, a), (other, b) = draw.choice(bearers[surname]), draw.choice(bearers[surname])
        if number != other:
            pairs.append((a, b))
    return pairs


def printed(name: dict[str, str | None]) -> str:
    return f"{name.get('first') or ''} {name['last']}".strip()


def report(what: str, pairs: Sequence[Pair]) -> None:
    rules = Counter(relation(a, b) for a, b in pairs)
    related = len(pairs) - rules[None]
    print(f"{what}: {related:,} of {len(pairs):,} pairs are related, {related / len(pairs):.1%}")
    for rule, count in rules.most_common():
        print(f"  {rule or 'no rule'}: {count:,}")


if __name__ == "__main__":
    main()
