"""The tier machine and what follows from it, for a block of clients."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

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


FACTORS: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd factors that spread bits over 64 (golden ratio, and those of xxHash): equal rows meet, others do not."""


def once_each(
    columns: Sequence[Ints | Floats | Small | Bools], answer: Callable[..., Result]
) -> tuple[list[Result], Ints]:
    """Ask a plain function once for each distinct combination; returns its answers and each client's place."""
    size = len(columns[0])
    if not size:
        return [], np.empty(0, np.int64)
    mixed = np.zeros(size, np.uint64)
    for place, column in enumerate(columns):
        bits = np.asarray(column, np.float64).view(np.uint64)
        mixed = (mixed ^ (bits >> np.uint64(29)) ^ bits) * np.uint64(FACTORS[place % len(FACTORS)])
        mixed ^= mixed >> np.uint64(32)
    _, first, places = np.unique(mixed, return_index=True, return_inverse=True)
    return [answer(*(float(column[place]) for column in columns)) for place in first], places
