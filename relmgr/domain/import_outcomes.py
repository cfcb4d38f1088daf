"""What became, or would become, of every row of an imported file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from relmgr.words import Words


class State(StrEnum):
    """Outcome of one row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


STATE_WORDS = {
    State.CREATED: Words("新增", "created"),
    State.UPDATED: Words("更新", "updated"),
    State.UNCHANGED: Words("不变", "unchanged"),
    State.REJECTED: Words("拒绝", "rejected"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row: its line in the file, what became of it, and for a rejected one why."""

    line: int
    state: State
    label: str
    reason: Words | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows had which outcome; they sum to the rows of the file."""

    rows: int
    created: int
    updated: int
    unchanged: int
    rejected: int


def count(outcomes: Sequence[Outcome]) -> Counts:
    """Return the counts of all outcomes."""
    found = Counter(outcome.state for outcome in outcomes)
    return Counts(len(outcomes), *(found[state] for state in State))
