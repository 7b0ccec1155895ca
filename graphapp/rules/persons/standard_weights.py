"""Weights for graphs that are too small to learn from: those of 217,000 papers on machine learning and language.

They were learned by `rules/persons/learning.py` as any others. In small graphs they only join papers: without a hard
fact, nobody is told apart there.
"""

from typing import Final

from graphapp.rules.persons.weights import WEIGHTS_VERSION, Weights

STANDARD_WEIGHTS: Final = Weights(
    version=WEIGHTS_VERSION,
    pairs=(20_000, 16_105),
    connected=0.6519,
    coauthors=(-111, -60, -127, 16, 74, 113, 254, 423, 533, 466, 589, 555, 671),
    title=(-34, 40, 98, 201, 319, 422, 414),
    venue=(0, 121, 207, 111, 55, -103),
    year=(0, 47, 39, 24, -6, -32, -77, -168),
)
