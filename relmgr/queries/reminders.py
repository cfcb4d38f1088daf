"""Reminders: what is late, due today, this week and later; and what was told and not yet acknowledged."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from relmgr.db.reader import Reader
from relmgr.domain.values import Key, ReminderKind, ReminderState
from relmgr.words import Words


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One reminder; `due_at` is an instant in UTC."""

    id: Key
    client_id: Key | None
    client: str | None
    kind: ReminderKind
    due_at: datetime
    text_zh: str
    text_en: str
    state: ReminderState
    fired_at: datetime | None
    subject_id: str

    @property
    def words(self) -> Words:
        """Return what is to be told, in both languages."""
        return Words(self.text_zh, self.text_en)


WRITTEN = frozenset({ReminderKind.MANUAL, ReminderKind.FOLLOW_UP})
"""Kinds whose words a person wrote: the reminder's own, or those of the task it stands for."""

IS_TASK = "occurrence_key NOT LIKE 'notice:%'"
"""News of warnings are told like reminders, but they are nothing to be done: the warning is what waits."""

REMINDERS = f"""
SELECT r.id, r.client_id, coalesce(nullif(c.short_name, ''), c.name) AS client, r.kind, r.due_at, r.text_zh,
       r.text_en, r.state, r.fired_at, r.subject_id
FROM (SELECT * FROM reminder WHERE {IS_TASK}) r LEFT JOIN client c ON c.id = r.client_id
"""


def reminder_list(reader: Reader, within_days: int | None = 7) -> list[ReminderRow]:
    """Return open reminders that are late or due within so many days (None: all), by due time."""
    until = None if within_days is None else _end_of_day(reader, within_days)
    return reader.rows(
        ReminderRow,
        f"{REMINDERS} WHERE r.state = 'open' AND (:until IS NULL OR r.due_at < :until) ORDER BY r.due_at, r.id",
        until=until,
    )


def closed_reminders(reader: Reader, limit: int = 200) -> list[ReminderRow]:
    """Return reminders that were done or cancelled, newest first."""
    return reader.rows(
        ReminderRow,
        f"{REMINDERS} WHERE r.state <> 'open' ORDER BY coalesce(r.done_at, r.due_at) DESC, r.id LIMIT :limit",
        limit=limit,
    )


def anything_due(reader: Reader) -> bool:
    """Tell whether a reminder waits to be told; asked every second, so it takes no write lock."""
    return (
        reader.value(
            "SELECT 1 FROM reminder WHERE fired_at IS NULL AND due_at <= :now AND state = 'open' LIMIT 1",
            now=reader.now,
        )
        is not None
    )


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A reminder that was told and that nobody has acknowledged."""

    id: int
    reminder_id: Key
    kind: ReminderKind
    due_at: datetime
    text_zh: str
    text_en: str
    shown_at: datetime | None


def inbox(reader: Reader) -> list[InboxRow]:
    """Return told and unacknowledged reminders that are still open, oldest first."""
    return reader.rows(
        InboxRow,
        """
        SELECT i.id, i.reminder_id, r.kind, r.due_at, r.text_zh, r.text_en, i.shown_at
        FROM inbox i JOIN reminder r ON r.id = i.reminder_id
        WHERE i.ack_at IS NULL AND r.state = 'open' AND i.fire_no = r.fire_no AND r.occurrence_key NOT LIKE 'notice:%'
        ORDER BY r.due_at, i.id
        """,
    )


def _end_of_day(reader: Reader, days: int) -> datetime:
    last = reader.today + timedelta(days=days + 1)
    return datetime.combine(last, time(), reader.zone).astimezone(UTC)
