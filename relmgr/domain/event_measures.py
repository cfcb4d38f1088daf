"""Facts of outside events: each is a subject of its own as long as it lasts, or for a while after it was known."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from relmgr.domain.event_kinds import EventKind
from relmgr.domain.fact_limits import FactLimits
from relmgr.domain.facts import NA, Clock, FactSheet, Pace, Subject, SubjectKind, earliest
from relmgr.domain.post_loan_records import EventRecord
from relmgr.domain.records import ClientRecord

PASSING: Final = frozenset(
    {
        EventKind.CONTROLLER_CHANGE,
        EventKind.PLANNED_KEY_CHANGE,
        EventKind.EQUITY_CHANGE,
        EventKind.CONTRACT_LOST,
        EventKind.REFUSED_DATA,
        EventKind.REFUSED_VISIT,
        EventKind.ENV_PENALTY,
        EventKind.EXTERNAL_DOWNGRADE,
    }
)
"""Events that are over as they happen and fade from view; the others last until their end is recorded."""

REFUSALS: Final = frozenset({EventKind.REFUSED_DATA, EventKind.REFUSED_VISIT})
COUNTED: Final = REFUSALS | {EventKind.UNREACHABLE, EventKind.SUCCESSOR_NAMED}
"""Events that are counted or that answer another one; they are no subjects of their own."""


def last_day(event: EventRecord, limits: FactLimits) -> date | None:
    """Return the last day on which an event is in view, None while it lasts."""
    return event.known_on + timedelta(days=limits.event_days) if event.kind in PASSING else None


def in_view(record: ClientRecord, day: date, limits: FactLimits) -> list[EventRecord]:
    """Return the events that count on a day."""
    ends = ((event, last_day(event, limits)) for event in record.events)
    return [event for event, end in ends if end is None or end >= day]


def event_subjects(events: Iterable[EventRecord], day: date, limits: FactLimits) -> Iterator[Subject]:
    """Return every event that stands for itself with its facts."""
    events = list(events)
    for event in events:
        if event.kind in COUNTED:
            continue
        sheet = FactSheet(day, {})
        end, since = last_day(event, limits), event.known_on
        sheet.put("event_kind", event.kind, event.known_on, holds_until=end)
        sheet.put("event_days", (day - since).days, since, clock=Clock(Pace.DAYS_SINCE, since))
        left = event.kind == EventKind.MANAGER_LEFT
        sheet.put("successor_named", _has_successor(events, event) if left else NA, since)
        changed = event.kind == EventKind.EQUITY_CHANGE
        sheet.put("equity_change", event.share if changed else NA, since)
        yield Subject(SubjectKind.EVENT, event.id, label_of(event), sheet.facts)


def _has_successor(events: Iterable[EventRecord], left: EventRecord) -> bool:
    return any(
        event.kind == EventKind.SUCCESSOR_NAMED and event.occurred_on >= left.occurred_on for event in events
    )


def label_of(event: EventRecord) -> str:
    """Return what an event is called among others: its text, else its day."""
    return event.text or event.occurred_on.isoformat()


def put_conduct(
    sheet: FactSheet, record: ClientRecord, events: Iterable[EventRecord], limits: FactLimits
) -> None:
    """Note refusals and how long the client could not be reached; without any such event neither applies."""
    refused = [event for event in events if event.kind in REFUSALS]
    until = earliest(*(last_day(event, limits) for event in refused))
    sheet.put("refusals", len(refused) or NA, holds_until=until)
    days = record.unreachable_days
    sheet.put(
        "unreachable_days", NA if days is None else days, holds_until=None if days is None else sheet.day
    )
