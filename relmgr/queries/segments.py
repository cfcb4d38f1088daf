"""Saved segments: what they are, who is in them, and what they prescribe for one client."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relmgr.db.reader import Reader, listed
from relmgr.domain.dimensions import next_anniversary
from relmgr.domain.money import Money
from relmgr.domain.segment_json import from_json
from relmgr.domain.segment_logic import cases
from relmgr.domain.segments import WHOLE_BOOK, Definition
from relmgr.domain.strategies import JUDGED, Interval, Segment, Served, Strategy, View, strategy_of
from relmgr.domain.values import Key
from relmgr.errors import Invalid, NotFound
from relmgr.queries.assigned import whose
from relmgr.queries.dimension_sql import BOOK, VALUES, read_values
from relmgr.queries.segment_sql import reads_profile, segment_sql
from relmgr.words import Words

NO_SEGMENT = Words("没有分段「{name}」；relmgr segment list 列出全部。",
                   'There is no segment "{name}"; relmgr segment list shows them.')  # fmt: skip
SAVED = """
SELECT id, name, position, hotkey, definition, sort, columns, strategy, cadence_days, services, measures
FROM segment WHERE NOT deleted ORDER BY position, created_at, id
"""


@dataclass(frozen=True, slots=True)
class Totals:
    """How many clients, what they owe in each currency, and of how many that is not known."""

    clients: int
    exposure: tuple[Money, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """A segment with the clients of the signed-in manager in it."""

    segment: Segment
    totals: Totals


def saved_segments(reader: Reader) -> list[Segment]:
    """Return every saved segment in order; one that a newer program made and this one cannot read is left out."""
    found = []
    for key, name, position, hotkey, definition, sort, columns, *strategy in reader.records(SAVED):
        try:
            read = from_json(json.loads(definition))
        except (Invalid, TypeError):
            continue
        view = View(sort, tuple(json.loads(columns)))
        found.append(Segment(Key(key), name, position, hotkey, read, _strategy(*strategy), view))
    return found


def _strategy(name: str, days: int | None, services: str, measures: str) -> Strategy | None:
    return Strategy(name, days, tuple(json.loads(services)), tuple(json.loads(measures))) if name else None


def views(reader: Reader) -> list[Segment]:
    """Return the segments as a list offers them: the pinned ones in their order, then the others."""
    every = saved_segments(reader)
    pinned = sorted((one for one in every if one.hotkey), key=lambda one: (one.hotkey, one.position))
    return [*pinned, *(one for one in every if not one.hotkey)]


def segment_named(reader: Reader, name: str) -> Segment:
    """Return the segment of a name or place in the list (from 1); raises NotFound."""
    every = saved_segments(reader)
    wanted = name.strip().lower()
    found = next((segment for segment in every if segment.name.lower() == wanted), None)
    if found is None and wanted.isdigit() and 1 <= int(wanted) <= len(every):
        found = every[int(wanted) - 1]
    if found is None:
        raise NotFound(NO_SEGMENT.fill(name=name))
    return found


def totals(reader: Reader, definition: Definition = WHOLE_BOOK) -> Totals:
    """Return count and exposure per currency of a part of the signed-in manager's book: one statement."""
    condition, values = segment_sql(definition)
    profile = " JOIN client c ON c.id = k.client_id" if reads_profile(definition) else ""
    # One scan in the order of the file: by index the rows would be fetched one by one, in ten times as long.
    records = reader.records(
        "SELECT k.currency, count(*), count(k.exposure_minor), sum(k.exposure_minor)"
        f" FROM clientcache k NOT INDEXED{profile} WHERE {whose(reader).condition} AND {condition}"
        " GROUP BY k.currency ORDER BY count(*) DESC, k.currency",
        me=reader.manager_id,
        today=reader.today,
        **values,
    )
    owed = tuple(Money(total, currency) for currency, _, known, total in records if currency and known)
    return Totals(sum(r[1] for r in records), owed, sum(r[1] - r[2] if r[0] else r[1] for r in records))


def segments(reader: Reader) -> list[SegmentLine]:
    """Return every saved segment with its count and exposure: one statement a segment."""
    return [SegmentLine(one, totals(reader, one.definition)) for one in saved_segments(reader)]


def clients_of(reader: Reader, definition: Definition) -> list[Key]:
    """Return the clients of any manager in a segment, in order of key: one statement."""
    condition, values = segment_sql(definition)
    sql = f"SELECT k.client_id FROM {BOOK} WHERE {condition} ORDER BY k.client_id"
    return reader.column(sql, today=reader.today, **values)


OWN_DAYS = "CASE WHEN c.cadence_until < :today THEN NULL ELSE c.cadence_days END"
"""The manager's own interval of a client while it holds."""


def client_served(reader: Reader, key: Key) -> Served:
    """Return how one client is served, and why: two statements."""
    found = reader.records(
        f"SELECT {OWN_DAYS}, {VALUES} FROM {BOOK} WHERE k.client_id = :key",
        key=key,
        today=reader.today,
    )
    own, values = (found[0][0], read_values(found[0][1:], reader)) if found else (None, {})
    return Served(strategy_of(saved_segments(reader), values), values, own)


@dataclass(frozen=True, slots=True)
class Prescribed:
    """By client the contact intervals of its segments, and when its years next change where that matters."""

    intervals: Mapping[str, tuple[Interval, ...]]
    anniversaries: Mapping[str, date]


def strategy_intervals(
    reader: Reader, clients: Sequence[Key] | None = None, day: date | None = None
) -> Prescribed:
    """Return the intervals that segments prescribe for a book: one statement a segment that has one.

    Conditions on tier, risk level and asset class are not decided here but handed on with the interval: a
    verdict settles them itself, so that a second run of a day says the same as the first. `clients` limits
    the answer to some clients, `day` (default today) is when years are counted; clients without an interval
    are absent. Anniversaries are read only where a segment asks for years.
    """
    found: dict[str, list[Interval]] = {}
    timed = [s for s in saved_segments(reader) if s.strategy is not None and s.strategy.cadence_days]
    for segment in timed:
        assert segment.strategy is not None
        for rest, judged in cases(segment.definition, JUDGED):
            interval = Interval(segment.strategy.cadence_days or 0, judged)
            for key in _members(reader, rest, clients, day or reader.today):
                found.setdefault(key, []).append(interval)
    aging = any("years" in segment.definition.fields for segment in timed)
    anniversaries = _anniversaries(reader, clients, day or reader.today) if aging else {}
    return Prescribed({key: tuple(intervals) for key, intervals in found.items()}, anniversaries)


def _anniversaries(reader: Reader, clients: Sequence[Key] | None, day: date) -> dict[str, date]:
    """Return the first later day on which each client has been one more year with the bank."""
    records = reader.records(
        f"SELECT id, since_on FROM client WHERE since_on IS NOT NULL AND NOT deleted{_some(clients, 'id')}",
        keys=None if clients is None else listed(clients),
    )
    return {key: next_anniversary(date.fromisoformat(since), day) for key, since in records}


def _some(clients: Sequence[Key] | None, column: str) -> str:
    return "" if clients is None else f" AND {column} IN (SELECT value FROM json_each(:keys))"


def _members(reader: Reader, definition: Definition, clients: Sequence[Key] | None, day: date) -> list[str]:
    condition, values = segment_sql(definition)
    return reader.column(
        f"SELECT k.client_id FROM {BOOK} WHERE {condition}{_some(clients, 'k.client_id')}",
        today=day,
        keys=None if clients is None else listed(clients),
        **values,
    )
