"""Work on this machine: reminders, drafts, actions, settings and import batches."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from relmgr.db.columns import KEY, choice, new_key
from relmgr.domain.values import ReminderKind, ReminderState


class Reminder(SQLModel, table=True):
    """Something to be told at an instant; `occurrence_key` makes a derived reminder unique for ever.

    `escalated_at` is when it was told once more because nobody had done anything about it.
    """

    __table_args__ = (
        sa.Index("ix_reminder_due", "due_at", sqlite_where=sa.text("fired_at IS NULL")),
        sa.Index("ix_reminder_state", "state", "due_at"),
    )

    id: str = Field(default_factory=new_key, primary_key=True, sa_type=KEY)
    occurrence_key: str = Field(unique=True, max_length=200)
    client_id: str | None = Field(default=None, index=True, sa_type=KEY)
    kind: ReminderKind = Field(sa_type=choice(ReminderKind, "reminder_kind"))
    subject_id: str = Field(default="", max_length=64)
    due_at: datetime
    text_zh: str
    text_en: str
    state: ReminderState = Field(default=ReminderState.OPEN, sa_type=choice(ReminderState, "reminder_state"))
    fired_at: datetime | None = Field(default=None)
    fired_by: str = Field(default="", max_length=64)
    fire_no: int = Field(default=0)
    done_at: datetime | None = Field(default=None)
    escalated_at: datetime | None = Field(default=None)


class Inbox(SQLModel, table=True):
    """One firing of one reminder; the unique pair is what makes "exactly once" true."""

    __table_args__ = (sa.UniqueConstraint("reminder_id", "fire_no"),)

    id: int | None = Field(default=None, primary_key=True)
    reminder_id: str = Field(foreign_key="reminder.id", sa_type=KEY)
    fire_no: int
    created_at: datetime
    by: str = Field(max_length=64)
    shown_at: datetime | None = Field(default=None)
    ack_at: datetime | None = Field(default=None)


class ImportBatch(SQLModel, table=True):
    """One imported file: what it was taken for and what became of its rows."""

    id: str = Field(default_factory=new_key, primary_key=True, sa_type=KEY)
    kind: str = Field(max_length=20)
    file_name: str
    sha256: str = Field(max_length=64)
    at: datetime
    by: str = Field(default="", max_length=64)
    rows: int = Field(default=0)
    created: int = Field(default=0)
    updated: int = Field(default=0)
    unchanged: int = Field(default=0)
    rejected: int = Field(default=0)
    errors: list[dict[str, Any]] = Field(default_factory=list, sa_type=sa.JSON)
    action_id: str = Field(default="", max_length=32)


class Action(SQLModel, table=True):
    """One use case that was carried out; undo is a later action that points back to it."""

    __table_args__ = (sa.Index("ix_action_undoable", "id", sqlite_where=sa.text("undoable = 1")),)

    id: str = Field(default_factory=new_key, primary_key=True, sa_type=KEY)
    name: str = Field(max_length=60)
    label_zh: str = Field(default="")
    label_en: str = Field(default="")
    at: datetime
    by: str = Field(default="", max_length=64)
    undoable: bool = Field(default=False)
    undo_of: str | None = Field(default=None, sa_type=KEY)
    undone_by: str | None = Field(default=None, sa_type=KEY)


class Draft(SQLModel, table=True):
    """What somebody is typing: kept within a second of the last key, one per form and client."""

    id: str = Field(primary_key=True, max_length=120)
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    updated_at: datetime


class Setting(SQLModel, table=True):
    """A value this machine remembers for the person who works on it."""

    key: str = Field(primary_key=True, max_length=60)
    value: str
