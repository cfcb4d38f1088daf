"""Cases with known outcomes that a points card is made from, and what the holes in them give away.

A value that is missing can tell the outcome (accounts are not filed by firms that fail), and a card that learns it
learns the collection of the data and not the client. So the holes are measured before anything is fitted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from relmgr.domain.ranking import auc

CHANCE: Final = 0.5
"""The area under the curve of a coin."""

TELLING: Final = 0.02
"""How far from chance the holes of one ratio may rank: above it the ratio is set aside."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Ratios by name, one value per case (None is missing), and which cases went bad."""

    ratios: Mapping[str, Sequence[float | None]]
    bad: Sequence[bool]

    @property
    def bads(self) -> int:
        """Return how many cases went bad."""
        return sum(self.bad)

    def only(self, cases: Sequence[int]) -> "Sample":
        """Return the sample of these cases."""
        ratios = {name: [values[case] for case in cases] for name, values in self.ratios.items()}
        return Sample(ratios, [self.bad[case] for case in cases])

    def cases(self, names: Iterable[str]) -> list[dict[str, float | None]]:
        """Return each case as its values of these ratios."""
        chosen = {name: self.ratios[name] for name in names}
        return [{name: values[case] for name, values in chosen.items()} for case in range(len(self.bad))]

    def complete(self, names: Sequence[str]) -> "Sample":
        """Return the cases that have every one of these ratios."""
        columns = [self.ratios[name] for name in names]
        return self.only(
            [c for c in range(len(self.bad)) if all(values[c] is not None for values in columns)]
        )


def hole_auc(values: Sequence[float | None], bad: Sequence[bool]) -> float:
    """Return how well one ratio's being missing ranks the bad: above one half, the bad lack it more often."""
    found = auc([value is None for value in values], bad)
    return CHANCE if found is None else found


def holes_auc(sample: Sample) -> float:
    """Return how well the number of missing ratios alone ranks the bad."""
    holes = [0] * len(sample.bad)
    for values in sample.ratios.values():
        for case, value in enumerate(values):
            holes[case] += value is None
    found = auc(holes, sample.bad)
    return CHANCE if found is None else found


def telling_holes(sample: Sample, limit: float = TELLING) -> dict[str, float]:
    """Return the ratios whose being missing ranks the outcome further from chance than `limit`, and how well."""
    found = {name: hole_auc(values, sample.bad) for name, values in sample.ratios.items()}
    return {name: value for name, value in found.items() if abs(value - CHANCE) > limit}
