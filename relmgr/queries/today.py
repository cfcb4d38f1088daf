"""The Today page as one value: what this day asks for, how the week goes and how the book stands."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from relmgr.db.reader import Reader
from relmgr.domain.dates import monday_of
from relmgr.domain.week_id import WeekId, week_of
from relmgr.queries.assigned import assigned, whose
from relmgr.queries.book_standing import Exposure, exposure_by_currency, standing
from relmgr.queries.notices import DayNotices, day_notices
from relmgr.queries.reminders import IS_TASK, REMINDERS, ReminderRow
from relmgr.queries.signals import AWAKE, BY_URGENCY, IS_OPEN, WARNINGS, WarningRow, warning_counts
from relmgr.queries.tier_changes import CHANGES, WAITING
from relmgr.queries.visits import AgendaRow, agenda, unlogged_visits

NEWS_NAMED = 10
"""So many clients with new warnings are named on the page, red ones always; the others are counted."""


@dataclass(frozen=True, slots=True)
class WeekProgress:
    """The week so far; an A-tier client is covered when seen within its contact interval of 30 days.

    `silent` clients were last seen more than 60 days ago, of `unseen` ones no contact is known.
    """

    week: WeekId
    done: int
    target: int
    a_seen: int
    a_total: int
    silent: int
    unseen: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How the book stands; exposure is never summed across currencies, largest first."""

    clients: int
    red: int
    orange: int
    tiers_to_review: int
    exposure: tuple[Exposure, ...]


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Everything on the Today page; lists hold the most urgent rows, totals count them all.

    `answers_late` counts warnings whose answer is late, `escalated` those on the manager's list; `news` has one
    line per client with a warning that is new today.

    `unlogged` visits of days before are shown first among the visits. `hour` is that of the banker's day.
    """

    day: date
    hour: int
    visits: tuple[AgendaRow, ...]
    unlogged: tuple[AgendaRow, ...]
    warnings: tuple[WarningRow, ...]
    red: int
    orange: int
    answers_late: int
    escalated: int
    news: DayNotices
    reminders: tuple[ReminderRow, ...]
    reminders_late: int
    reminders_today: int
    week: WeekProgress
    snapshot: Snapshot

    @property
    def agenda(self) -> tuple[AgendaRow, ...]:
        """Return what waits to be logged, then today's visits."""
        return (*self.unlogged, *self.visits)

    @property
    def overdue(self) -> int:
        """Return how many items are late: visits to be logged and reminders of days before."""
        return len(self.unlogged) + self.reminders_late


def today_page(reader: Reader, target: int, limit: int = 20) -> TodayPage:
    """Return the page; `target` contacts a week are aimed at, at most `limit` warnings and reminders come."""
    late, due = _due_counts(reader)
    mine = whose(reader)
    stands = standing(reader, mine)
    counted = warning_counts(reader)
    return TodayPage(
        day=reader.today,
        hour=reader.now.astimezone(reader.zone).hour,
        visits=tuple(agenda(reader, reader.today, reader.today)),
        unlogged=tuple(unlogged_visits(reader)),
        warnings=tuple(_urgent_warnings(reader, limit)),
        red=counted.red,
        orange=counted.orange,
        answers_late=counted.late,
        escalated=counted.escalated,
        news=day_notices(reader, NEWS_NAMED),
        reminders=tuple(_due_reminders(reader, limit)),
        reminders_late=late,
        reminders_today=due,
        week=WeekProgress(
            week=week_of(reader.today),
            done=_done_this_week(reader),
            target=target,
            a_seen=stands.a_seen,
            a_total=stands.a_total,
            silent=stands.silent,
            unseen=stands.unseen,
        ),
        snapshot=Snapshot(
            clients=stands.clients,
            red=stands.red,
            orange=stands.orange,
            tiers_to_review=_tiers_to_review(reader),
            exposure=tuple(exposure_by_currency(reader, mine)),
        ),
    )


URGENT = f"{IS_OPEN} AND {AWAKE} AND s.severity IN ('red', 'orange')"


def _urgent_warnings(reader: Reader, limit: int) -> list[WarningRow]:
    return reader.rows(
        WarningRow,
        f"{WARNINGS} AND {URGENT} ORDER BY {BY_URGENCY} LIMIT :limit",
        me=reader.manager_id,
        today=reader.today,
        limit=limit,
    )


def _tiers_to_review(reader: Reader) -> int:
    sql = f"SELECT count(*) FROM ({CHANGES} AND {WAITING})"
    return int(reader.value(sql, me=reader.manager_id, today=reader.today))


def _due_reminders(reader: Reader, limit: int) -> list[ReminderRow]:
    return reader.rows(
        ReminderRow,
        f"{REMINDERS} WHERE r.state = 'open' AND r.due_at < :tomorrow"
        f" AND (r.client_id IS NULL OR {assigned('r.client_id')}) ORDER BY r.due_at, r.id LIMIT :limit",
        me=reader.manager_id,
        today=reader.today,
        tomorrow=_midnight(reader, 1),
        limit=limit,
    )


def _due_counts(reader: Reader) -> tuple[int, int]:
    """Return how many open reminders are of days before today, and of today."""
    [counts] = reader.records(
        "SELECT count(*) FILTER (WHERE due_at < :today_at), count(*) FILTER (WHERE due_at >= :today_at)"
        f" FROM reminder r WHERE state = 'open' AND due_at < :tomorrow AND {IS_TASK}"
        f" AND (client_id IS NULL OR {assigned('r.client_id')})",
        me=reader.manager_id,
        today=reader.today,
        today_at=_midnight(reader, 0),
        tomorrow=_midnight(reader, 1),
    )
    return int(counts[0]), int(counts[1])


def _done_this_week(reader: Reader) -> int:
    return int(
        reader.value(
            "SELECT count(*) FROM visit v CROSS JOIN client c ON c.id = v.client_id WHERE +v.state = 'done'"
            " AND NOT v.deleted AND NOT c.deleted AND v.occurred_on BETWEEN :monday AND :today"
            f" AND (v.manager_id = :me OR v.manager_id IS NULL AND {assigned('v.client_id')})",
            me=reader.manager_id,
            monday=monday_of(reader.today),
            today=reader.today,
        )
    )


def _midnight(reader: Reader, days: int) -> datetime:
    return datetime.combine(reader.today + timedelta(days=days), time(), reader.zone).astimezone(UTC)
