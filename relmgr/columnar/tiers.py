"""The tier machine and what follows from it, for a block of clients."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from relmgr.columnar.arrays import DOUBT, Bools, Floats, Ints, Small
from relmgr.columnar.block import Machines
from relmgr.domain.conditions import SLACK
from relmgr.domain.tiers import WORST, TierPolicy, rank

Result = TypeVar("Result")


def tiers_of(scores: Floats, policy: TierPolicy, doubtful: Bools) -> Small:
    """Return the rank of the tier of each score; notes in `doubtful` whose score lies on a floor."""
    found = np.full(len(scores), rank(WORST), np.int8)
    for tier, floor in reversed(policy.floors):
        limit = floor - SLACK
        found[scores >= limit] = rank(tier)
        doubtful |= np.abs(scores - limit) < DOUBT
    return found


def step(before: Machines, scores: Floats, policy: TierPolicy, doubtful: Bools) -> Machines:
    """Return the states after one month; a month without a score leaves everything as it was."""
    scored = ~np.isnan(scores)
    first = scored & (before.tier < 0)
    going = scored & (before.tier >= 0)
    plain = tiers_of(scores, policy, doubtful)
    upward = tiers_of(scores - policy.margin, policy, doubtful)
    downward = tiers_of(scores + policy.margin, policy, doubtful)
    age = np.where(before.age < 0, -1, before.age + 1)
    up = np.where(upward < before.tier, before.up + 1, 0)
    down = np.where(downward > before.tier, before.down + 1, 0)
    free = going & ((age < 0) | (age >= policy.dwell))
    rises = free & (up >= policy.confirm_up)
    falls = free & ~rises & (down >= policy.confirm_down)
    moved = rises | falls
    tier = np.where(rises, upward, np.where(falls, downward, np.where(first, plain, before.tier)))
    age = np.where(moved, 0, np.where(going, age, np.where(first, -1, before.age)))
    up = np.where(moved | first, 0, np.where(going, up, before.up))
    down = np.where(moved | first, 0, np.where(going, down, before.down))
    return Machines(tier.astype(np.int8), age, up, down)


def once_each(
    columns: Sequence[Ints | Floats | Small | Bools], answer: Callable[..., Result]
) -> tuple[list[Result], Ints]:
    """Ask a plain function once for each distinct combination; returns its answers and each client's place."""
    if not len(columns[0]):
        return [], np.empty(0, np.int64)
    stacked = np.column_stack([np.asarray(column, np.float64) for column in columns])
    codes = np.zeros(len(stacked), np.int64)
    for column in stacked.T:
        values, places = np.unique(column, return_inverse=True)
        codes = codes * len(values) + places
    _, first, places = np.unique(codes, return_index=True, return_inverse=True)
    return [answer(*stacked[place]) for place in first], places
