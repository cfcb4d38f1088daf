"""What a warning rule would have been worth: alerts against credit events, within twelve months.

A credit event is the first of: more than 90 days past due, class substandard or worse, default; for the
retention rule it is the exit of the client. What happened fewer than twelve months ago cannot confirm that an
alert was false, so it is left open and its client-years are not counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relmgr.domain.periods import add_months
from relmgr.domain.series import median
from relmgr.domain.values import Severity

HORIZON = 12
"""Months in which an alert has to come true, and before an event in which it counts as early."""

EARLY = 3
"""Months of lead time that leave room to act."""

DAYS_A_YEAR = 365.25


class Came(StrEnum):
    """What came of an alert."""

    TRUE = "true"
    FALSE = "false"
    OPEN = "open"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Alert:
    """One episode: when it opened, how grave it became, and the days on which it told anew."""

    client: str
    rule: str
    subject: str
    on: date
    severity: Severity
    again: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class CreditEvent:
    """What an early warning is to be early for; `kind` is 'dpd', 'class', 'default' or 'exit'."""

    client: str
    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class Watched:
    """The days between which a client was in the book that is replayed."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are replayed, and the last day of which events are known."""

    first: date
    last: date
    known_until: date

    @property
    def settled(self) -> date:
        """Return the last day on which an alert can be told true from false."""
        return min(self.last, add_months(self.known_until, -HORIZON))


@dataclass(frozen=True, slots=True)
class Hit:
    """One alert with what came of it; `event` is the first event of its client."""

    alert: Alert
    event: CreditEvent | None
    came: Came

    @property
    def lead_days(self) -> int | None:
        """Return the days between alert and event, where the alert came true."""
        return (self.event.on - self.alert.on).days if self.event and self.came is Came.TRUE else None


@dataclass(frozen=True, slots=True)
class MonthPrecision:
    """Of the `flagged` first clients of a ranking on a day, how many had an event within twelve months."""

    day: date
    flagged: int
    right: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """The measures of a back-test; what has no base is None, never 0."""

    window: Window
    hits: tuple[Hit, ...]
    by_severity: Mapping[Severity, int]
    clients: int
    events: int
    detected: int
    same_day: int
    lead_median_days: float | None
    early_share: float | None
    client_years: float
    false_alarms: int
    precision: tuple[MonthPrecision, ...]
    k: int

    @property
    def recall(self) -> float | None:
        """Return the share of events with an alert in the twelve months before, the day itself included."""
        return self.detected / self.events if self.events else None

    @property
    def false_a_year(self) -> float | None:
        """Return false alarms per settled client-year."""
        return self.false_alarms / self.client_years if self.client_years > 0 else None

    @property
    def precision_at_k(self) -> float | None:
        """Return the share of flagged clients, over all settled months, that had their event."""
        flagged = sum(month.flagged for month in self.precision)
        return sum(month.right for month in self.precision) / flagged if flagged else None


def first_events(events: Iterable[CreditEvent]) -> dict[str, CreditEvent]:
    """Return the first event of every client; of two on one day the one that is told first."""
    found: dict[str, CreditEvent] = {}
    for event in events:
        if event.client not in found or event.on < found[event.client].on:
            found[event.client] = event
    return found


def backtest(
    alerts: Iterable[Alert],
    events: Iterable[CreditEvent],
    watched: Mapping[str, Watched],
    ranked: Iterable[tuple[date, Sequence[str]]],
    window: Window,
    k: int,
) -> Outcome:
    """Return what the alerts of a window were worth; `ranked` are the flagged clients of each day, worst first.

    Clients whose event came before the window or before they were in the book are not at risk: left out.
    """
    first = first_events(event for event in events if event.on <= window.known_until)
    gone = {c for c, event in first.items() if c not in watched or event.on <= _start(watched[c], window)}
    hits = [_hit(alert, first.get(alert.client), window) for alert in alerts if alert.client not in gone]
    hits.sort(key=lambda hit: (hit.alert.on, hit.alert.client, hit.alert.rule, hit.alert.subject))
    counted = [event for c, event in first.items() if c not in gone and event.on <= window.last]
    leads = {event.client: _earliest(event, hits) for event in counted}
    days = [(event.on - on).days for event in counted if (on := leads[event.client]) is not None]
    early = [on for event in counted if (on := leads[event.client]) and add_months(on, EARLY) <= event.on]
    return Outcome(
        window=window,
        hits=tuple(hits),
        by_severity={s: n for s in Severity if (n := sum(hit.alert.severity is s for hit in hits))},
        clients=len({hit.alert.client for hit in hits}),
        events=len(counted),
        detected=len(days),
        same_day=days.count(0),
        lead_median_days=median(days) if days else None,
        early_share=len(early) / len(days) if days else None,
        client_years=sum(_years(span, first.get(c), window) for c, span in watched.items() if c not in gone),
        false_alarms=sum(hit.came is Came.FALSE for hit in hits),
        precision=tuple(
            _precision(day, clients, first, k) for day, clients in ranked if day <= window.settled
        ),
        k=k,
    )


def _start(span: Watched, window: Window) -> date:
    return max(span.first, window.first)


def _hit(alert: Alert, event: CreditEvent | None, window: Window) -> Hit:
    if event is not None and event.on < alert.on:
        return Hit(alert, event, Came.AFTER)
    if event is not None and event.on <= add_months(alert.on, HORIZON):
        return Hit(alert, event, Came.TRUE)
    return Hit(alert, event, Came.FALSE if alert.on <= window.settled else Came.OPEN)


def _earliest(event: CreditEvent, hits: Iterable[Hit]) -> date | None:
    """Return the first day within the horizon on which an alert told of an event to come, or None."""
    since = add_months(event.on, -HORIZON)
    told = (
        day
        for hit in hits
        if hit.alert.client == event.client
        for day in (hit.alert.on, *hit.alert.again)
        if since <= day <= event.on
    )
    return min(told, default=None)


def _years(span: Watched, event: CreditEvent | None, window: Window) -> float:
    """Return the years in which a false alarm of this client could be told from a true one."""
    end = min(span.last, window.settled, *((event.on,) if event else ()))
    return max(0.0, (end - _start(span, window)).days / DAYS_A_YEAR)


def _precision(day: date, clients: Sequence[str], first: Mapping[str, CreditEvent], k: int) -> MonthPrecision:
    open_ones = [c for c in clients if c not in first or first[c].on > day][:k]
    right = sum(c in first and first[c].on <= add_months(day, HORIZON) for c in open_ones)
    return MonthPrecision(day, len(open_ones), right)
