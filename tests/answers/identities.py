"""Suspicious identities for tests, without a database."""

from typing import Final

from graphapp.results.identities import NOTICE, Identities, Suspicion, SuspicionCount

IDENTITIES: Final = Identities(
    notice=NOTICE,
    counts=(
        SuspicionCount(kind="one ORCID twice on a paper", count=1, listed=1),
        SuspicionCount(kind="two ORCIDs of a person record", count=0, listed=0),
        SuspicionCount(kind="two ORCIDs of an author row", count=0, listed=0),
        SuspicionCount(kind="disjoint names of a person record", count=1_201, listed=1),
        SuspicionCount(kind="disjoint names of an ORCID", count=0, listed=0),
        SuspicionCount(kind="disjoint names of an author row", count=0, listed=0),
    ),
    suspicions=(
        Suspicion(
            kind="one ORCID twice on a paper",
            suspicion="the ORCID 0000-0002-1825-0097 stands twice among the authors of one:1",
            ids=("0000-0002-1825-0097", "one:x", "one:y"),
            names=("Ana Lima", "Eva Lima"),
            paper_id="one:1",
        ),
        Suspicion(
            kind="disjoint names of a person record",
            suspicion="the person record one:p has names without a common word",
            ids=("one:p", "one:Cy Wu", "one:Eve Ash"),
            names=("Cy Wu", "Eve Ash"),
            paper_id=None,
        ),
    ),
)
