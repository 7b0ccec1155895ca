"""How many examples properties try, by profile: `quick`, `ci` or `nightly`, as HYPOTHESIS_PROFILE says.

Without it `ci` holds, which tries the same examples in every run; each night tries others.
"""

import os
from typing import Final

from hypothesis import HealthCheck, settings

_EXAMPLES: Final = {"quick": 20, "ci": 100, "nightly": 2_000}


def load_profile() -> None:
    """Put the profile into force, for all properties that are defined from here on."""
    for name, number in _EXAMPLES.items():
        # A machine that runs two processes of tests and two databases keeps no deadline.
        settings.register_profile(name, max_examples=number, derandomize=name != "nightly", deadline=None)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def examples(number: int) -> int:
    """As many as `number` is in `ci`, and in the same proportion in the other profiles."""
    return max(1, number * settings().max_examples // _EXAMPLES["ci"])


def is_nightly() -> bool:
    """Whether the run has a night's time for what is done in full then."""
    return settings().max_examples >= _EXAMPLES["nightly"]


def on_a_database(number: int) -> settings:
    """Settings of a property that asks a database: it has few examples, and each of them takes long."""
    return settings(
        max_examples=examples(number), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    )
