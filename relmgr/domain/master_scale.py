"""The master scale: credit grades, best first, with their one-year probability of default."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MasterScale:
    """Grade -> one-year PD, strictly increasing; `cutoff` is the worst grade the bank still accepts."""

    default_rates: Mapping[str, float]
    ranks: Mapping[str, int]
    cutoff: str
    confirmed_by_bank: bool

    def default_rate(self, grade: str) -> float | None:
        """Return the one-year PD of a grade, or None when the scale does not know it."""
        return self.default_rates.get(grade)

    def notches(self, old: str, new: str) -> int | None:
        """Return how many grades worse `new` is than `old` (negative: better), or None for a foreign grade."""
        before, after = self.ranks.get(old), self.ranks.get(new)
        return None if before is None or after is None else after - before

    def below_cutoff(self, grade: str) -> bool | None:
        """Tell whether a grade is worse than the cut-off, or None for a foreign grade."""
        rank = self.ranks.get(grade)
        return None if rank is None else rank > self.ranks[self.cutoff]
