"""The visit schedule: what is planned, what took place, and what is past and still not logged."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from relmgr.db.reader import Reader
from relmgr.domain.values import Key, Level, Tier, VisitKind, VisitState
from relmgr.queries.assigned import whose


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One visit of the signed-in manager; `on` is its local day, `planned_at` its instant when it has one."""

    id: Key
    client_id: Key
    client: str
    tier: Tier | None
    level: Level
    kind: VisitKind
    state: VisitState
    planned_at: datetime | None
    all_day: bool
    minutes: int | None
    occurred_on: date | None
    topic: str
    place: str
    summary: str
    met: str | None


AGENDA = """
SELECT v.id, v.client_id, coalesce(nullif(c.short_name, ''), c.name) AS client, k.tier, k.level, v.kind, v.state,
       v.planned_at, v.all_day, v.minutes, v.occurred_on, v.topic, v.place, v.summary,
       (SELECT group_concat(name, '、') FROM visitparticipant q WHERE q.visit_id = v.id AND NOT q.deleted) AS met
FROM visit v CROSS JOIN client c ON c.id = v.client_id CROSS JOIN clientcache k ON k.client_id = c.id
WHERE NOT v.deleted AND NOT c.deleted AND (v.manager_id = :me OR v.manager_id IS NULL)
"""


def agenda(reader: Reader, start: date, end: date) -> list[AgendaRow]:
    """Return visits planned for or done in the days from `start` to `end` (both included), in order."""
    return reader.rows(
        AgendaRow,
        f"""{AGENDA} AND (
              (+v.state = 'done' AND v.occurred_on BETWEEN :start AND :end)
              OR (v.state IN ('planned', 'missed') AND v.planned_at >= :from_at AND v.planned_at < :to_at))
            ORDER BY CASE v.state WHEN 'done' THEN v.occurred_on ELSE date(v.planned_at, :shift) END,
                     v.planned_at IS NULL, v.planned_at, v.id""",
        me=reader.manager_id,
        start=start,
        end=end,
        from_at=_midnight(reader, start),
        to_at=_midnight(reader, end + timedelta(days=1)),
        shift=_shift(reader, start),
    )


def unlogged_visits(reader: Reader, within_days: int = 60) -> list[AgendaRow]:
    """Return planned visits of days before today that were never logged, oldest first."""
    return reader.rows(
        AgendaRow,
        f"{AGENDA} AND v.state IN ('planned', 'missed') AND v.planned_at < :today_at AND v.planned_at >= :since"
        " ORDER BY v.planned_at, v.id",
        me=reader.manager_id,
        today_at=_midnight(reader, reader.today),
        since=_midnight(reader, reader.today - timedelta(days=within_days)),
    )


@dataclass(frozen=True, slots=True)
class UnseenRow:
    """A client of a high tier that has no visit planned."""

    client_id: Key
    client: str
    tier: Tier | None
    level: Level
    last_contact_on: date | None


def unplanned_clients(reader: Reader, limit: int = 9) -> list[UnseenRow]:
    """Return A-tier clients of the book without a planned visit, never seen or longest unseen first.

    Missing days are less than any other in SQLite, so that the index of just these clients is the order.
    """
    mine = whose(reader)
    index = "INDEXED BY ix_clientcache_unplanned" if mine.walked else ""
    return reader.rows(
        UnseenRow,
        f"""
        SELECT k.client_id, coalesce(nullif(k.short_name, ''), k.name) AS client, k.tier, k.level, k.last_contact_on
        FROM clientcache k {index} WHERE {mine.condition} AND k.tier = 'A' AND k.next_visit_at IS NULL
        ORDER BY k.last_contact_on, k.sort_name LIMIT :limit
        """,
        me=reader.manager_id,
        today=reader.today,
        limit=limit,
    )


def visit_day(row: AgendaRow, zone: ZoneInfo) -> date | None:
    """Return the local day of a visit: when it took place, else when it is planned."""
    if row.occurred_on is not None:
        return row.occurred_on
    return row.planned_at.astimezone(zone).date() if row.planned_at else None


def _midnight(reader: Reader, day: date) -> datetime:
    return datetime.combine(day, time(), reader.zone).astimezone(UTC)


def _shift(reader: Reader, day: date) -> str:
    offset = datetime.combine(day, time(12), reader.zone).utcoffset() or timedelta()
    return f"{offset.total_seconds():+.0f} seconds"
