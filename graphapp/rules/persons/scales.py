"""The scales of evidence between two papers of one name: their levels, and where one level ends and the next begins."""

from typing import Final, NamedTuple

UNIT: Final = 1_000_000
"""Evidence is summed in whole millionths, so that no order of adding changes it."""

NO_COAUTHORS: Final = 0
FEW_COAUTHORS: Final = 1
OTHER_COAUTHORS: Final = 2
LINKED_COAUTHORS: Final = 3
SHARED_COAUTHORS: Final = 6
COAUTHOR_LEVELS: Final = (
    "a paper without coauthors",
    "no shared coauthor, fewer than 3 coauthors",
    "no shared coauthor, 3 coauthors or more",
    "coauthors who write together elsewhere",
    "coauthors who often write together elsewhere",
    "many coauthors who write together elsewhere",
    *(f"shared coauthors, strength {span}" for span in ("< 0.5", "0.5", "0.65", "0.8", "1", "1.5", "2.2 or more")),
)
FEW: Final = 3
"""A list of fewer coauthors says little where it shares none."""
LONG_LIST: Final = 12
"""A shared coauthor says less where the list of coauthors is longer than this."""
LINK_STEPS: Final = (1.5, 2.5)
SHARED_STEPS: Final = (0.5, 0.65, 0.8, 1.0, 1.5, 2.2)

TITLE_LEVELS: Final = (
    "no title word in common",
    *(f"similarity of titles {span}" for span in ("< 0.05", "0.05", "0.1", "0.18", "0.3", "0.5 or more")),
)
TITLE_STEPS: Final = (0.05, 0.1, 0.18, 0.3, 0.5)

UNKNOWN: Final = 0
SAME_VENUE: Final = 1
VENUE_LEVELS: Final = (
    "a paper without a venue",
    "the same venue",
    *(f"venues with authors in common, lift {span}" for span in ("12 or more", "5 to 12", "2 to 5")),
    "venues with hardly an author in common",
)
LIFT_STEPS: Final = (2.0, 5.0, 12.0)

YEAR_LEVELS: Final = (
    "a paper without a year",
    *(f"{span} years apart" for span in ("0", "1", "2", "3 to 4", "5 to 7", "8 to 12", "13 or more")),
)
YEAR_STEPS: Final = (1, 2, 3, 5, 8, 13)


class Levels(NamedTuple):
    """Where two papers of one name stand on each scale."""

    coauthors: int
    title: int
    venue: int
    year: int
    orcid: int


NOTHING_IN_COMMON: Final = Levels(NO_COAUTHORS, 0, UNKNOWN, UNKNOWN, 0)
"""Where a paper stands of which nothing is known."""
