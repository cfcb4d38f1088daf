"""The service strategy of a client: the first segment that carries one gives it, the shortest interval counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from relmgr.domain.cadence import Cadence, CadenceMatrix, drivers
from relmgr.domain.dimensions import DIMENSIONS, NO_PROJECT, DimensionValue
from relmgr.domain.fields import FIELDS
from relmgr.domain.segment_grammar import parse_definition, spell_definition
from relmgr.domain.segments import Definition
from relmgr.domain.signals import Source
from relmgr.domain.values import AssetClass, Key, Level, Tier
from relmgr.errors import Invalid
from relmgr.words import Words

NAME_LENGTH = 120
LONGEST = 3_650
"""Days; a longer contact interval is a slip of the pen."""
BAR = " | "
"""Between the Chinese and the English of a text that has both."""

NO_NAME = Words("策略要有名称。", "A strategy needs a name.")
LONG_NAME = Words("名称最多 {n} 个字。", "A name has at most {n} characters.")
BAD_DAYS = Words("走访间隔应为 1 到 {n} 天。", "A contact interval is 1 to {n} days.")
PASSING = Words(
    "{field} 天天在变，不能定服务策略；请只用层级、地区、行业这些分类条件。",
    "{field} changes from day to day and cannot carry a service strategy; use tier, region, industry and the like.",
)
JUDGED = frozenset(code for code, dimension in DIMENSIONS.items() if dimension.is_judged)
"""Dimensions that a verdict settles itself, on the day it is made."""


@dataclass(frozen=True, slots=True)
class Strategy:
    """How the clients of a segment are served: contact interval in days, services offered, risk measures.

    Raises Invalid for a blank or long name and an interval that is none.
    """

    name: str
    cadence_days: int | None = None
    services: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what could not be stored or followed."""
        if not self.name.strip():
            raise Invalid("strategy", NO_NAME)
        if len(self.name) > NAME_LENGTH:
            raise Invalid("strategy", LONG_NAME.fill(n=NAME_LENGTH))
        if self.cadence_days is not None and not 1 <= self.cadence_days <= LONGEST:
            raise Invalid("cadence_days", BAD_DAYS.fill(n=LONGEST))


@dataclass(frozen=True, slots=True)
class Template:
    """A strategy that a segment can be given with one choice; `source` says what its numbers rest on."""

    id: str
    strategy: Strategy
    source: Source


def check_steady(definition: Definition) -> None:
    """Refuse a definition on which no service strategy can rest; raises Invalid naming the field.

    Who is served how changes when a client's classification does, not with every day that passes.
    """
    for code in definition.fields:
        if code not in DIMENSIONS:
            zh, en = (PASSING[i].format(field=FIELDS[code].words[i]) for i in (0, 1))
            raise Invalid("definition", Words(zh, en))


def in_both(words: Words) -> str:
    """Return a text in both languages as one stored text: `成长 | Growth`; nobody else's text has that bar."""
    return BAR.join(words)


def said(text: str) -> Words:
    """Return a stored text in both languages; one that was written in one language is the same in the other."""
    zh, bar, en = text.partition(BAR)
    return Words(zh, en if bar else zh)


@dataclass(frozen=True, slots=True)
class View:
    """How a list shows a segment: an order, with a leading minus turned round, and columns; '' and () as it is."""

    sort: str = ""
    columns: tuple[str, ...] = ()


PLAIN = View()


@dataclass(frozen=True, slots=True)
class Segment:
    """A saved segment; the smaller `position` goes first. `hotkey` is its place among the pinned ones, from 1."""

    id: Key
    name: str
    position: int
    hotkey: int | None
    definition: Definition
    strategy: Strategy | None = None
    view: View = PLAIN


@dataclass(frozen=True, slots=True)
class Applied:
    """What applies to one client: the segment whose strategy it has, every one it is in, and the interval.

    `days` is the shortest interval of any strategy that matches, from the segment `days_from`.
    """

    segment: Segment | None
    matching: tuple[Segment, ...]
    days: int | None
    days_from: Segment | None


def strategy_of(segments: Sequence[Segment], client: Mapping[str, DimensionValue]) -> Applied:
    """Return what the segments prescribe for a client with these values by dimension."""
    matching = tuple(
        s for s in sorted(segments, key=lambda s: (s.position, s.id)) if s.definition.holds(client)
    )
    carrying = [segment for segment in matching if segment.strategy is not None]
    timed = [(s.strategy.cadence_days, s) for s in carrying if s.strategy and s.strategy.cadence_days]
    days, source = min(timed, key=lambda one: one[0]) if timed else (None, None)
    return Applied(carrying[0] if carrying else None, matching, days, source)


@dataclass(frozen=True, slots=True)
class Served:
    """How one client is served and by which of its values; `own_days` is the manager's own interval for it."""

    applied: Applied
    values: Mapping[str, DimensionValue]
    own_days: int | None

    def interval(self, matrix: CadenceMatrix) -> Cadence:
        """Return the contact interval with what drives it, as an evaluation of today would."""
        return min(self.drivers(matrix), key=lambda driver: driver.days)

    def drivers(self, matrix: CadenceMatrix) -> tuple[Cadence, ...]:
        """Return every interval that applies with what drives it."""
        tier, asset_class, phase = (self.values.get(code) for code in ("tier", "class", "phase"))
        return drivers(
            matrix,
            None if tier is None else Tier(str(tier)),
            None if asset_class is None else AssetClass(str(asset_class)),
            Level(str(self.values.get("level") or Level.UNKNOWN)),
            "" if phase in (None, NO_PROJECT) else str(phase),
            self.own_days,
            self.applied.days,
        )


@dataclass(frozen=True, slots=True)
class Interval:
    """A contact interval in days that holds where the conditions on what a verdict settles hold too."""

    days: int
    judged: Definition


def write_intervals(intervals: Sequence[Interval]) -> str:
    """Return intervals as the value of one coded fact: `30 tier=A | 90`; the same ones give the same text."""
    written = {f"{one.days} {spell_definition(one.judged)}".strip() for one in intervals}
    return " | ".join(sorted(written))


@lru_cache(maxsize=4096)
def read_intervals(text: str) -> tuple[Interval, ...]:
    """Return the intervals that `write_intervals` wrote; many clients share one text, so it is read once."""
    found = []
    for written in filter(None, text.split(" | ")):
        days, _, judged = written.partition(" ")
        found.append(Interval(int(days), parse_definition(judged)))
    return tuple(found)


def shortest_interval(
    intervals: Sequence[Interval], tier: str | None, level: str | None, asset_class: str | None
) -> int | None:
    """Return the shortest interval that holds for a verdict; None when no strategy says anything."""
    settled = {"tier": tier, "level": None if level == "unknown" else level, "class": asset_class}
    return min((one.days for one in intervals if one.judged.holds(settled)), default=None)
