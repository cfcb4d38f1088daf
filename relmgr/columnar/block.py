"""A block of clients as columns: what is recorded of them and what follows from it on one day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from relmgr.columnar.arrays import Bools, Floats, Ints, Small, missing
from relmgr.columnar.figures import Figures
from relmgr.domain.facts import SubjectKind

FactColumns = Mapping[str, Floats]
"""Facts by name; NaN is unknown, infinity does not apply, flags are 0 and 1, texts are `text_code`s."""

PaceColumns = Mapping[str, Small]
"""How facts run with the calendar (`clocks`), by name; one that nobody's clock moves is not in it."""


@dataclass(frozen=True, slots=True)
class SubjectColumns:
    """The facilities, documents or collateral of a block, client after client: `owner` is the client's place."""

    owner: Ints
    facts: FactColumns
    paces: PaceColumns


@dataclass(frozen=True, slots=True)
class Machines:
    """States of the tier machine: `tier` is 0 (best) to 3, -1 without one; `age` -1 is "never changed"."""

    tier: Small
    age: Ints
    up: Ints
    down: Ints


@dataclass(frozen=True, slots=True)
class Standings:
    """Published tiers (-1: unrated) and whether a cap set them."""

    tier: Small
    capped: Bools


def _undated(name: str) -> Ints:
    raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Block:
    """Clients with their monthly figures, other facts, subjects and what stood before.

    `origin` gives the days that one of the dated facts describes (`origins`).
    `contacts` has a bit for each month with an effective contact, at its running number modulo
    `CONTACT_MONTHS`, and the highest bit when there was ever one.
    """

    size: int
    figures: Figures
    facts: FactColumns
    paces: PaceColumns
    subjects: Mapping[SubjectKind, SubjectColumns]
    contacts: Ints
    machines: Machines
    standings: Standings = field(
        default_factory=lambda: Standings(np.empty(0, np.int8), np.empty(0, np.bool_))
    )
    origin: Callable[[str], Ints] = _undated

    def fact(self, name: str) -> Floats:
        """Return a fact of the clients, unknown throughout when nobody has it."""
        found = self.facts.get(name)
        return missing(self.size) if found is None else found


CONTACT_MONTHS = 40
"""Two years of contacts and sixteen months to come have places of their own; six bytes hold them."""

EVER = 1 << CONTACT_MONTHS
"""The bit that says there was an effective contact at all."""


def new_machines(size: int) -> Machines:
    """Return the machines of clients that were never evaluated."""
    zeros = np.zeros(size, np.int64)
    return Machines(np.full(size, -1, np.int8), np.full(size, -1), zeros, zeros.copy())


def new_standings(size: int) -> Standings:
    """Return the standings of clients that were never rated."""
    return Standings(np.full(size, -1, np.int8), np.zeros(size, np.bool_))
