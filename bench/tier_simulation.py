"""The reference simulation of the tier machine: how often tiers flap and how late a fall is seen, by policy.

Two groups of clients have a true score and monthly noise around it (AR(1)); one group's true score moves for good,
once. The product's own state machine (`relmgr.domain.tiers.step`) follows the noisy score. Nothing of the client is
modelled but the score, so these are properties of the policies and no forecast for a book.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from statistics import median

from bench.report import write_section
from relmgr.domain.tiers import MachineState, TierPolicy, rank, step
from relmgr.domain.values import Tier
from relmgr.rulebook.loader import load

TITLE = "Tier policies (simulated)"
MONTHS = 60
PHI, SPREAD = 0.6, 5.0
"""How much of last month's noise remains, and the standard deviation of the noise, in points."""

SHIFT = 15.0
FLAP = 6
"""Months within which a change that is taken back counts as a flap."""

SOON, LATE = 3, 12
SEED = 2026
FLOORS = load().scorecard.tiers.floors


def policy(margin: float, up: int, down: int, dwell: int) -> TierPolicy:
    """Return a policy on the product's tier floors."""
    return TierPolicy(FLOORS, margin, up, down, dwell)


DEFAULT = "h3 c2 d3 (default)"
POLICIES = {
    "naive": policy(0, 1, 1, 0),
    "dwell 6 only": policy(0, 1, 1, 6),
    "confirm 3": policy(0, 3, 3, 0),
    "hysteresis 5": policy(5, 1, 1, 0),
    DEFAULT: load().scorecard.tiers,
    "h3, up 2 / down 1, d3 (responsive)": policy(3, 2, 1, 3),
    "h4 c2 d3": policy(4, 2, 2, 3),
}


@dataclass(frozen=True, slots=True)
class Client:
    """The true and the observed score of each month; `shift` is the month of the move, None without one."""

    true: tuple[float, ...]
    seen: tuple[float, ...]
    shift: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What a policy did: per client-year, as shares of months and of falls, delays in months."""

    changes: float
    flaps: float
    mismatch: float
    delay: float
    soon: float
    late: float
    falls: int


def clients(count: int, seed: int = SEED) -> list[Client]:
    """Return `count` clients whose true score stays and `count` whose true score moves by 15 points."""
    chance = Random(seed)
    return [_client(chance, moves=False) for _ in range(count)] + [
        _client(chance, moves=True) for _ in range(count)
    ]


def _client(chance: Random, *, moves: bool) -> Client:
    level = min(95.0, max(20.0, chance.gauss(65, 15)))
    shift = chance.randrange(12, MONTHS - 18) if moves else None
    size = chance.choice((-SHIFT, SHIFT))
    fresh = SPREAD * sqrt(1 - PHI**2)
    noise = chance.gauss(0, SPREAD)
    true, seen = [], []
    for month in range(MONTHS):
        true.append(level + (size if shift is not None and month >= shift else 0.0))
        seen.append(min(100.0, max(0.0, true[-1] + noise)))
        noise = PHI * noise + chance.gauss(0, fresh)
    return Client(tuple(true), tuple(seen), shift)


def follow(client: Client, rules: TierPolicy) -> list[Tier]:
    """Return the tier after each month."""
    state, tiers = MachineState(), []
    for score in client.seen:
        state = step(state, score, rules)
        assert state.tier is not None
        tiers.append(state.tier)
    return tiers


def flaps(tiers: Sequence[Tier]) -> tuple[int, int]:
    """Return the changes of a path, and how many of them were taken back within six months."""
    moves = [month for month in range(1, len(tiers)) if tiers[month] is not tiers[month - 1]]
    undone = sum(
        any(tiers[month - 1] is tiers[later] for later in range(month + 1, min(month + FLAP + 1, len(tiers))))
        for month in moves
    )
    return len(moves), undone


def delay(client: Client, tiers: Sequence[Tier], rules: TierPolicy) -> int | None:
    """Return the months from a true fall until the tier is as bad as the truth; the month itself counts as 1.

    None without a fall; a fall that is never seen counts as the months that were left.
    """
    if client.shift is None:
        return None
    truth = rules.tier_of(client.true[client.shift])
    if rank(truth) <= rank(rules.tier_of(client.true[client.shift - 1])):
        return None
    for passed, tier in enumerate(tiers[client.shift :], start=1):
        if rank(tier) >= rank(truth):
            return passed
    return len(tiers) - client.shift + 1


def measure(book: Sequence[Client], rules: TierPolicy) -> Measured:
    """Return what a policy does to a book."""
    changes = undone = wrong = 0
    delays = []
    for client in book:
        tiers = follow(client, rules)
        moved, back = flaps(tiers)
        changes, undone = changes + moved, undone + back
        wrong += sum(tier is not rules.tier_of(true) for tier, true in zip(tiers, client.true, strict=True))
        found = delay(client, tiers, rules)
        if found is not None:
            delays.append(found)
    years, falls = len(book) * MONTHS / 12, len(delays)
    return Measured(
        changes / years,
        undone / years,
        wrong / (len(book) * MONTHS),
        median(delays),
        sum(found <= SOON for found in delays) / falls,
        sum(found > LATE for found in delays) / falls,
        falls,
    )


def section(count: int) -> list[str]:
    """Return the section of docs/performance.md."""
    book = clients(count)
    found = {name: measure(book, rules) for name, rules in POLICIES.items()}
    lines = [
        f"2 x {count:,} clients, {MONTHS} months; true scores spread as N(65, 15), AR(1) noise phi {PHI} with standard "
        f"deviation {SPREAD:g}; half of the clients move by {SHIFT:g} points for good, once, and "
        f"{found[DEFAULT].falls:,} of these moves are falls into a worse tier. A flap is a change undone within {FLAP} "
        "months. Target: at most 0.10 flaps per client-year with a median delay of at most 2 months.",
        "",
        "| policy | changes / client-year | flaps / client-year | mismatch | fall seen: median months | <= 3 | > 12 |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, m in found.items():
        figures = (f"{m.changes:.2f}", f"{m.flaps:.3f}", f"{m.mismatch:.3f}", f"{m.delay:g}", f"{m.soon:.2f}")
        lines.append(f"| {' | '.join((name, *figures, f'{m.late:.3f}'))} |")
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Simulate, print, and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=4_000, help="clients per group")
    lines = section(parser.parse_args(arguments).clients)
    print("\n".join(lines))
    write_section(TITLE, lines)


if __name__ == "__main__":
    main()
