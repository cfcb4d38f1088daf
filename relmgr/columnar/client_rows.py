"""One client as the columns hold it: figures by code and month, other facts, subjects, and how long they stand."""

import struct
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from relmgr.columnar.arrays import Ints
from relmgr.columnar.clocks import stored
from relmgr.columnar.currencies import COMPARED, written
from relmgr.columnar.layout import (
    CLIENT_FACTS,
    CODES,
    HISTORY,
    SUBJECT_FACTS,
    SUBJECT_KINDS,
    WITH_THE_MONTH,
    WITH_THE_YEAR,
)
from relmgr.columnar.monthly_facts import LINE_USE, MADE_HERE, contact_bits
from relmgr.columnar.origins import pack_origins
from relmgr.domain.facts import NA, Fact, Facts, Pace, earliest
from relmgr.domain.periods import last_full_month, month_end, month_of, month_on
from relmgr.domain.records import ClientRecord, Figure
from relmgr.domain.values import FacilityKind

NO_FIGURE: Final = np.iinfo(np.int64).min
LARGEST: Final = 2**52
"""Figures beyond this, or a sum of two of them, are not exact as floating-point numbers."""

DAY: Final = timedelta(days=1)
LONGEST: Final = timedelta(days=365)
"""A row is made anew after so long in any case: the mask of contacts turns over."""

ABSENT: Final = (float("nan"), 0)

Cells = dict[tuple[str, int], Figure]
"""Figures by code and running month."""


@dataclass(frozen=True, slots=True)
class ClientRow:
    """What is stored of one client; it stands through `until`, and `alone` says columns cannot hold it.

    `text` is the coded fact that has to be read again and not only compared: the intervals of its segments.
    What is not made of monthly figures stands through `apart_until` (None: figures cannot be put into the row);
    `currencies` are those of the figures (`currencies`), `origins` the days of the dated facts (`origins`).
    """

    last: int
    figures: bytes
    contacts: int
    facts: bytes
    counts: bytes
    subjects: bytes
    until: date
    alone: bool
    text: str
    apart_until: date | None
    currencies: str
    origins: bytes


def row_of(
    facts: Facts, record: ClientRecord, cells: Cells, needed: Collection[str], dated: Collection[str] = ()
) -> ClientRow:
    """Return the row of a client from its facts of a day, its record and its monthly figures.

    `needed` are the facts whose absence is counted as one (`FactLimits`), `dated` those whose days are kept.
    """
    last = last_full_month(facts.day)
    figures, whole = _figures(cells, last)
    counts, subjects = _subjects(facts)
    until, apart = stands_until(facts, needed)
    return ClientRow(
        last=last,
        figures=figures.tobytes(),
        contacts=contact_bits({month_on(day) for day in record.contacts}, month_on(facts.day)),
        facts=_packed({**facts.facts, LINE_USE: _line(record)}, CLIENT_FACTS),
        counts=counts,
        subjects=subjects,
        until=until,
        alone=not whole or max(counts) >= FULL,
        text=facts.text("segment_intervals") or "",
        apart_until=apart,
        currencies=written({code: figure.currency for (code, _), figure in cells.items()}),
        origins=pack_origins(facts, dated),
    )


FULL: Final = 255
"""A client with so many subjects of a kind is judged alone."""


def _figures(cells: Cells, last: int) -> tuple[Ints, bool]:
    """Return the figures with month m at place m modulo `HISTORY`, and whether they are all there is to know."""
    figures = np.full((len(CODES), HISTORY), NO_FIGURE)
    places = {code: place for place, code in enumerate(CODES)}
    currencies: dict[str, set[str]] = {}
    for (code, month), figure in cells.items():
        currencies.setdefault(code, set()).add(figure.currency)
        if abs(figure.value) >= LARGEST:
            return figures, False
        if last - HISTORY < month <= last:
            figures[places[code], month % HISTORY] = figure.value
    together = [set().union(*(currencies.get(code, set()) for code in pair)) for pair in COMPARED]
    return figures, all(len(seen) <= 1 for seen in (*together, *currencies.values()))


def _line(record: ClientRecord) -> Fact | None:
    """Return "does not apply" for the use of a line, where there is no line."""
    has_line = any(facility.kind == FacilityKind.REVOLVER for facility in record.facilities)
    return None if has_line else Fact(NA, None)


def _packed(known: Mapping[str, Fact | None], names: tuple[str, ...]) -> bytes:
    """Return the values of named facts, then their paces; NaN is an absent fact."""
    found = [stored(fact) if (fact := known.get(name)) else ABSENT for name in names]
    values = struct.pack(f"<{len(names)}d", *(value for value, _ in found))
    return values + bytes(pace for _, pace in found)


def _subjects(facts: Facts) -> tuple[bytes, bytes]:
    counts, parts = [], []
    for kind in SUBJECT_KINDS:
        known = [subject.facts for subject in facts.subjects if subject.kind is kind]
        counts.append(min(len(known), FULL))
        parts += [_packed(own, SUBJECT_FACTS[kind]) for own in known]
    return bytes(counts), b"".join(parts)


def stands_until(facts: Facts, needed: Collection[str]) -> tuple[date, date | None]:
    """Return the last day on which the stored facts, read by their clocks, are what they would be made anew.

    The second day is that of what is not made of monthly figures, if it is none of their business: stale figures
    are counted in a fact of their own, and so are missing ones where rules need them.
    """
    month = month_end(last_full_month(facts.day) + 1) - DAY
    year = date(facts.day.year, 12, 31) - DAY
    days = [facts.day + LONGEST]
    if facts.wakes_on is not None:
        days.append(facts.wakes_on - DAY)
    counted = bool(facts.stale.keys() & MADE_HERE or (MADE_HERE & {*needed}))
    if counted:
        days.append(month)
    of_figures = [
        fact.holds_until for name in MADE_HERE - {"active_months"} if (fact := facts.facts.get(name))
    ]
    for name, fact in facts.facts.items():
        if name not in MADE_HERE:
            days += [fact.holds_until] if fact.holds_until is not None else []
        days += [month] if name in WITH_THE_MONTH else []
        days += [year] if name in WITH_THE_YEAR else []
    for subject in facts.subjects:
        until = earliest(*(fact.holds_until for fact in subject.facts.values()))
        days += [until] if until is not None else []
        days += [facts.day for fact in subject.facts.values() if _begins(fact)]
    apart = max(min(days), facts.day)
    until = earliest(apart, *of_figures)
    assert until is not None
    return max(until, facts.day), None if counted else apart


def _begins(fact: Fact) -> bool:
    """Tell whether a count of days stands at its start: what is made of it may be unknown at nought alone."""
    return fact.clock is not None and fact.clock.pace is Pace.DAYS_SINCE and fact.value == 0


def cells_of(record: ClientRecord) -> Cells:
    """Return the monthly figures of a record."""
    return {
        (code, month_of(period)): figure
        for code, figures in record.metrics.items()
        if code in CODES
        for period, figure in figures.items()
        if len(period) == len("2026-01") and "-" in period
    }
