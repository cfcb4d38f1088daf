"""Reminders as values: what falls due when, under a key that makes every occurrence unique for ever."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from relmgr.domain.values import Key, ReminderKind
from relmgr.words import Words

MORNING = time(9, 0)
"""Local time at which a reminder about a day is told."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One reminder that belongs to what is due: what it is about and its instant (aware, UTC).

    One that is not fresh lies behind: it stays where it exists, but nobody is told of it anew.
    """

    key: str
    client_id: str
    kind: ReminderKind
    subject_id: str
    due_at: datetime
    words: Words
    is_fresh: bool = True


@dataclass(frozen=True, slots=True)
class Fired:
    """A reminder that has just been claimed by this process, to be told now; `client` may be ''.

    `is_news` tells that it says what is new of a client's warnings and asks for nothing itself.
    """

    inbox_id: int
    reminder_id: Key
    fire_no: int
    kind: ReminderKind
    client_id: Key | None
    client: str
    due_at: datetime
    words: Words
    is_news: bool = False


def occurrence_key(rule: str, subject: str, period: str, lead: int) -> str:
    """Return the identity of an occurrence: the same rule, subject, period and lead are the same one."""
    return f"{rule}:{subject}:{period}:{lead}"


def morning(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant at which a reminder about `day` is told."""
    return datetime.combine(day, MORNING, zone).astimezone(UTC)
