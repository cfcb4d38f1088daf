"""The evaluation's own books: who is due when, which run did what, and what rules on trial would have said."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from relmgr.db.columns import KEY, new_key


class ClientDue(SQLModel, table=True):
    """The day a client is to be judged again: today or earlier when its data changed, later when a date falls due.

    Derived: a client without a row is due. A rulebook other than `rules_version` makes everybody due.
    """

    __table_args__ = (
        sa.Index("ix_clientdue_due_on", "due_on"),
        sa.Index("ix_clientdue_rules_version", "rules_version"),
    )

    client_id: str = Field(primary_key=True, sa_type=KEY)
    due_on: date
    judged_on: date | None = Field(default=None)
    rules_version: str = Field(default="", max_length=64)


class EvaluationRun(SQLModel, table=True):
    """One run of the evaluation: for which day, over how many clients, with what result.

    `took_ms` is its time on the clock; a run that was stopped is not `finished`, what it left is still due.
    """

    id: str = Field(default_factory=new_key, primary_key=True, sa_type=KEY)
    day: date
    at: datetime
    whole_book: bool = Field(default=False)
    clients: int = Field(default=0)
    written: int = Field(default=0)
    took_ms: int = Field(default=0)
    finished: bool = Field(default=True)
    rules_version: str = Field(default="", max_length=64)


class TrialSignal(SQLModel, table=True):
    """What a rule on trial would have warned of; never shown as a warning, never counted in a level.

    `id` is UUIDv5 of client, rule, version, subject and episode number.
    """

    __table_args__ = (sa.Index("ix_trialsignal_rule", "rule_id", "rule_version"),)

    id: str = Field(primary_key=True, sa_type=KEY)
    client_id: str = Field(foreign_key="client.id", index=True, sa_type=KEY)
    rule_id: str = Field(max_length=20)
    rule_version: int = Field(default=1)
    subject: str = Field(default="", max_length=64)
    episode_no: int = Field(default=1)
    severity: str = Field(max_length=10)
    points: int = Field(default=0)
    scope: str = Field(default="risk", max_length=10)
    family: str = Field(default="", max_length=20)
    state: str = Field(default="open", max_length=20)
    first_seen_on: date
    last_seen_on: date
    hits: int = Field(default=1)
    clean_runs: int = Field(default=0)
    closed_on: date | None = Field(default=None)
    evidence: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
