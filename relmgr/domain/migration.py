"""The migration matrix of tiers by the cohort method: who stood where at the start and at the end of a period.

Clients that left count in the row they left from and in no move; a period with an unrated end is skipped. Rows
of fewer than ten clients show counts, because shares of so few mislead.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from relmgr.domain.values import Tier

EXITED: Final = "X"
UNRATED: Final = "-"
LEAST: Final = 10
"""Clients in a row from which on shares are shown."""

TIERS: Final = tuple(tier.value for tier in Tier)
COLUMNS: Final = (*TIERS, EXITED)

Pairs = Mapping[tuple[str, str], int]
"""How many clients went from one letter to another: a tier, X for exited, - for unrated."""


@dataclass(frozen=True, slots=True)
class Migration:
    """Counts by tier at the start and at the end; `unrated` pairs were left out.

    `mobility` is the share that did not stay, exits included; None without any client.
    """

    counts: Mapping[str, Mapping[str, int]]
    unrated: int = 0

    @property
    def totals(self) -> dict[str, int]:
        """Return the clients of each row."""
        return {row: sum(cells.values()) for row, cells in self.counts.items()}

    @property
    def shares(self) -> dict[str, dict[str, float]]:
        """Return the share of each row that went to each column."""
        totals = self.totals
        return {
            row: {column: n / totals[row] for column, n in cells.items()}
            for row, cells in self.counts.items()
        }

    def shows_shares(self, row: str) -> bool:
        """Tell whether a row has enough clients for shares."""
        return self.totals.get(row, 0) >= LEAST

    @property
    def mobility(self) -> float | None:
        """Return the share of clients that are not where they were."""
        total = sum(self.totals.values())
        return 1 - self._count(lambda row, column: row == column) / total if total else None

    @property
    def up(self) -> int:
        """Return the moves to a better tier."""
        return self._count(lambda row, column: column != EXITED and column < row)

    @property
    def down(self) -> int:
        """Return the moves to a worse tier; who left did not move."""
        return self._count(lambda row, column: column != EXITED and column > row)

    def _count(self, is_meant: Callable[[str, str], bool]) -> int:
        return sum(
            n for row, cells in self.counts.items() for column, n in cells.items() if is_meant(row, column)
        )


def migration(pairs: Pairs) -> Migration:
    """Return the matrix of pairs; nobody starts as exited, and pairs with an unrated side are left out."""
    counts: dict[str, dict[str, int]] = {}
    unrated = 0
    for (before, after), n in sorted(pairs.items()):
        if before == EXITED:
            continue
        if UNRATED in (before, after):
            unrated += n
        else:
            counts.setdefault(before, {})[after] = n
    return Migration(counts, unrated)


def pairs_of(histories: Iterable[str]) -> Counter[tuple[str, str]]:
    """Return the pairs of histories, one letter per period end: a tier, X for exited, - for unrated."""
    return Counter(pair for history in histories for pair in pairwise(history))
