"""Reminders as values: what falls due when, under a key that makes every occurrence unique for ever."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from relmgr.domain.values import ReminderKind
from relmgr.words import Words

MORNING = time(9, 0)
"""Local time at which a reminder about a day is told."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One reminder that should exist: what it is about and the instant it is due (aware, UTC)."""

    key: str
    client_id: str
    kind: ReminderKind
    subject_id: str
    due_at: datetime
    words: Words


def occurrence_key(rule: str, subject: str, period: str, lead: int) -> str:
    """Return the identity of an occurrence: the same rule, subject, period and lead are the same one."""
    return f"{rule}:{subject}:{period}:{lead}"


def morning(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant at which a reminder about `day` is told."""
    return datetime.combine(day, MORNING, zone).astimezone(UTC)
