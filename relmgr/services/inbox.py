"""The inbox: due reminders claimed exactly once, and what became of telling them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from relmgr.db.reader import listed
from relmgr.db.stored import parameters
from relmgr.db.work import UnitOfWork
from relmgr.domain.reminders import Fired
from relmgr.domain.values import Key, ReminderKind
from relmgr.words import Words

DUE = """
SELECT r.id, r.fire_no, r.kind, r.client_id, coalesce(nullif(c.short_name, ''), c.name, '') AS client,
       r.due_at, r.text_zh, r.text_en, r.occurrence_key LIKE 'notice:%' AS is_news
FROM reminder r LEFT JOIN client c ON c.id = r.client_id
WHERE r.fired_at IS NULL AND r.due_at <= :now AND r.state = 'open' ORDER BY r.due_at, r.id LIMIT :limit
"""
CLAIM = """
INSERT INTO inbox (reminder_id, fire_no, created_at, by)
SELECT id, fire_no, :now, :who FROM reminder WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY due_at, id
ON CONFLICT (reminder_id, fire_no) DO NOTHING RETURNING reminder_id, id
"""
MARK_FIRED = """
UPDATE reminder SET fired_at = :now, fired_by = :who WHERE id IN (SELECT value FROM json_each(:ids))
"""


@dataclass(frozen=True, slots=True)
class _Due:
    id: Key
    fire_no: int
    kind: ReminderKind
    client_id: Key | None
    client: str
    due_at: datetime
    text_zh: str
    text_en: str
    is_news: bool


def fire_due_reminders(uow: UnitOfWork, who: str, limit: int = 50) -> list[Fired]:
    """Claim due reminders for `who` and put each into the inbox; whoever commits first has them.

    Call it again until it returns none. They may be told only after this has been committed.
    """
    due = uow.read.rows(_Due, DUE, now=uow.now, limit=limit)
    if not due:
        return []
    values = parameters({"now": uow.now, "who": who, "ids": listed(row.id for row in due)})
    with uow.unaudited():
        connection = uow.session.connection()
        claimed = {row[0]: int(row[1]) for row in connection.exec_driver_sql(CLAIM, values)}
        connection.exec_driver_sql(MARK_FIRED, values)
    return [
        Fired(
            claimed[row.id],
            row.id,
            row.fire_no,
            row.kind,
            row.client_id,
            row.client,
            row.due_at,
            Words(row.text_zh, row.text_en),
            row.is_news,
        )
        for row in due
        if row.id in claimed
    ]


def mark_shown(uow: UnitOfWork, inbox_ids: Sequence[int]) -> int:
    """Note that these were told to somebody; returns how many were not noted before."""
    return _stamp(uow, "shown_at", inbox_ids)


def ack_inbox(uow: UnitOfWork, inbox_ids: Sequence[int]) -> int:
    """Note that somebody has taken notice, so that they are listed no more; returns how many changed."""
    return _stamp(uow, "ack_at", inbox_ids)


def _stamp(uow: UnitOfWork, column: str, inbox_ids: Sequence[int]) -> int:
    return uow.run(
        f"UPDATE inbox SET {column} = :now WHERE {column} IS NULL"
        " AND id IN (SELECT CAST(value AS INTEGER) FROM json_each(:ids))",
        now=uow.now,
        ids=listed(inbox_ids),
    )
