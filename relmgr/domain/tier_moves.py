"""Who moved from which tier to which between two days: the cells of a migration matrix, and who stands in one.

Published tiers on the two days, cohort method: counts by pair, unrated is a value of its own, X is a lost client.
Shares are shown only for rows of at least ten clients (methods 1.6).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from relmgr.domain.migration import EXITED as EXITED
from relmgr.domain.migration import LEAST, migration
from relmgr.domain.migration import UNRATED as UNRATED
from relmgr.domain.migration import Migration as Matrix
from relmgr.domain.segments import WHOLE_BOOK, Definition
from relmgr.domain.values import Tier
from relmgr.errors import Invalid
from relmgr.words import Words

FROM: Final = (*(tier.value for tier in Tier), UNRATED)
TO: Final = (*FROM, EXITED)

BACKWARDS = Words(
    "迁移的起日应早于止日：{start}，{end}。", "The first day must be before the last: {start}, {end}."
)
MOVED = Words("层级 {before} > {after}（{start} 至 {end}）", "tier {before} > {after} ({start} to {end})")
ANY = Words("任意", "any")


class Days(NamedTuple):
    """The two days between which moves are looked at."""

    start: date
    end: date


def days_between(start: date, end: date) -> Days:
    """Return the two days; raises Invalid when they are not in order."""
    if start >= end:
        raise Invalid("migration", BACKWARDS.fill(start=start, end=end))
    return Days(start, end)


@dataclass(frozen=True, slots=True)
class Move:
    """Clients whose tier was `before` on the first day and `after` on the last; None is any."""

    days: Days
    before: str | None
    after: str | None

    def words(self) -> Words:
        """Return the move in both languages."""
        zh, en = (
            MOVED[i].format(
                before=self.before or ANY[i],
                after=self.after or ANY[i],
                start=self.days.start,
                end=self.days.end,
            )
            for i in (0, 1)
        )
        return Words(zh, en)


@dataclass(frozen=True, slots=True)
class Selection:
    """The clients a list shows: those of a definition, or of them those that made a move."""

    definition: Definition = WHOLE_BOOK
    move: Move | None = None


@dataclass(frozen=True, slots=True)
class Migration:
    """Clients by tier on the first and the last day."""

    days: Days
    counts: Mapping[tuple[str, str], int]

    def count(self, before: str | None, after: str | None) -> int:
        """Return how many clients made a move; None is any."""
        return sum(
            n for (old, new), n in self.counts.items() if before in (None, old) and after in (None, new)
        )

    def share(self, before: str, after: str) -> float | None:
        """Return the share of a row, or None where it has too few clients to say."""
        row = self.count(before, None)
        return self.count(before, after) / row if row >= LEAST else None

    @property
    def matrix(self) -> Matrix:
        """Return the matrix of the clients that were rated on both days, or left."""
        return migration(self.counts)


def present(migration: Migration) -> tuple[Sequence[str], Sequence[str]]:
    """Return the rows and columns to show: all tiers, unrated and exited where there are any."""
    rows = [tier for tier in FROM if tier != UNRATED or migration.count(tier, None)]
    columns = [tier for tier in TO if tier in FROM[:-1] or migration.count(None, tier)]
    return rows, columns
