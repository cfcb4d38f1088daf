"""Texts that a person can write anew, whole and as they are kept."""

from dataclasses import dataclass

from relmgr.db.reader import Reader
from relmgr.domain.texts import TextKind, without_client
from relmgr.domain.values import Key, ReminderKind, ReminderState
from relmgr.queries.reminders import WRITTEN


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text with the row it stands in; `client` is '' for a reminder about nobody."""

    kind: TextKind
    id: Key
    client: str
    text: str


@dataclass(frozen=True, slots=True)
class _Reminder:
    kind: ReminderKind
    state: ReminderState
    subject_id: str
    client: str
    text: str


NAME = "coalesce(nullif(c.short_name, ''), c.name)"
VISIT = f"""
SELECT CASE v.state WHEN 'done' THEN 'summary' ELSE 'topic' END AS kind, v.id, {NAME} AS client,
       CASE v.state WHEN 'done' THEN v.summary ELSE v.topic END AS text
FROM visit v JOIN client c ON c.id = v.client_id
WHERE v.id = :id AND v.state <> 'cancelled' AND NOT v.deleted
"""
TASK = f"""
SELECT 'task' AS kind, f.id, {NAME} AS client, f.text
FROM followup f JOIN client c ON c.id = f.client_id WHERE f.id = :id AND NOT f.deleted
"""
NOTES = f"""
SELECT 'notes' AS kind, c.id, {NAME} AS client, c.notes AS text FROM client c WHERE c.id = :id AND NOT c.deleted
"""
REMINDER = f"""
SELECT r.kind, r.state, r.subject_id, coalesce({NAME}, '') AS client, r.text_zh AS text
FROM reminder r LEFT JOIN client c ON c.id = r.client_id WHERE r.id = :id
"""


def visit_text(reader: Reader, key: Key) -> WrittenText | None:
    """Return the summary of a visit that took place, the topic of a coming one; None of a cancelled one."""
    return reader.one(WrittenText, VISIT, id=key)


def task_text(reader: Reader, key: Key) -> WrittenText | None:
    """Return the text of a task."""
    return reader.one(WrittenText, TASK, id=key)


def notes_text(reader: Reader, key: Key) -> WrittenText | None:
    """Return the notes of a client."""
    return reader.one(WrittenText, NOTES, id=key)


def reminder_text(reader: Reader, key: Key) -> WrittenText | None:
    """Return what an open reminder says: its own words, or the task it stands for; None where data says it."""
    row = reader.one(_Reminder, REMINDER, id=key)
    if row is None or row.state is not ReminderState.OPEN or row.kind not in WRITTEN:
        return None
    if row.kind is ReminderKind.FOLLOW_UP:
        return task_text(reader, Key(row.subject_id))
    return WrittenText(TextKind.REMINDER, key, row.client, without_client(row.text, row.client)[1])
