"""Verdicts: scores, tier changes and warning episodes, each with what it was made of."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from relmgr.db.columns import OfClient, choice
from relmgr.domain.values import ReviewState, Severity, SignalState


class RuleSet(SQLModel, table=True):
    """The rulebook exactly as used by stored verdicts, found again by its version.

    `band_orange` and `band_red` are the points from which a client is orange or red; below `coverage_e6`
    (millionths of the rules with data) a client without a warning is unknown, not green.
    """

    version: str = Field(primary_key=True, max_length=64)
    sha256: str = Field(max_length=64)
    text: str
    band_orange: int
    band_red: int
    coverage_e6: int
    loaded_at: datetime


class Evaluation(OfClient, table=True):
    """One monthly score of one client; `lines` hold per KPI raw, points, weight and share of the score.

    `id` is UUIDv5 of client, period and model version. `card` names the scorecard; `cap_tier` is the best
    tier that caps allow, `class_floor` and `stage` what days past due and events presume. `score_e6` and
    `coverage_e6` are millionths; `rule_coverage_e6` is the share of enabled rules whose data were present.
    """

    __table_args__ = (
        sa.Index("ix_evaluation_client_period", "client_id", "period"),
        sa.Index("ix_evaluation_as_of", "deleted", "as_of"),
    )

    period: str = Field(max_length=7)
    as_of: date
    model_version: str = Field(max_length=64)
    card: str = Field(default="", max_length=20, sa_column_kwargs={"server_default": ""})
    score_e6: int | None = Field(default=None)
    coverage_e6: int = Field(default=0)
    rule_coverage_e6: int = Field(default=0)
    model_tier: str | None = Field(default=None, max_length=1)
    cap_tier: str | None = Field(default=None, max_length=1)
    stage: int | None = Field(default=None)
    class_floor: str | None = Field(default=None, max_length=20)
    age: int | None = Field(default=None)
    up_count: int = Field(default=0)
    down_count: int = Field(default=0)
    lines: list[dict[str, Any]] = Field(default_factory=list, sa_type=sa.JSON)


class TierChange(OfClient, table=True):
    """A proposed or decided change of tier; the terms in `reasons` sum to the change of the score."""

    __table_args__ = (
        sa.Index("ix_tierchange_state", "state"),
        sa.Index("ix_tierchange_decided", "decided_on", sqlite_where=sa.text("decided_by <> 'system'")),
    )

    from_tier: str | None = Field(default=None, max_length=1)
    to_tier: str = Field(max_length=1)
    proposed_on: date
    period: str = Field(max_length=7)
    model_version: str = Field(default="", max_length=64)
    score0_e6: int | None = Field(default=None)
    score_e6: int | None = Field(default=None)
    reasons: list[dict[str, Any]] = Field(default_factory=list, sa_type=sa.JSON)
    state: ReviewState = Field(default=ReviewState.PENDING, sa_type=choice(ReviewState, "review_state"))
    postponed_until: date | None = Field(default=None)
    decided_on: date | None = Field(default=None)
    decided_at: datetime | None = Field(default=None)
    decided_by: str = Field(default="", max_length=64)
    reason_code: str = Field(default="", max_length=20)
    reason: str = Field(default="")


class Signal(OfClient, table=True):
    """One warning episode of one client under one rule; severity only rises while it is open.

    `subject` is the facility, document or collateral it is about ('' for the client itself); points
    count once per `family`. `id` is UUIDv5 of client, rule, subject and episode number. `evidence` holds
    inputs with dates, the computed value, the threshold and the source. `due_on` is the day by which somebody
    must have seen it, `plan_by_on` the day by which its plan must stand; it is set aside until `snoozed_until`
    and on the manager's list since `escalated_on`.
    """

    __table_args__ = (
        sa.Index("ix_signal_state", "state", "severity"),
        sa.Index("ix_signal_closed", "closed_on", sqlite_where=sa.text("closed_on IS NOT NULL")),
    )

    rule_id: str = Field(max_length=20)
    rule_version: int = Field(default=1)
    subject: str = Field(default="", max_length=64)
    episode_no: int = Field(default=1)
    severity: Severity = Field(sa_type=choice(Severity, "severity"))
    points: int = Field(default=0)
    scope: str = Field(default="risk", max_length=10)
    family: str = Field(default="", max_length=20)
    state: SignalState = Field(default=SignalState.OPEN, sa_type=choice(SignalState, "signal_state"))
    first_seen_on: date
    last_seen_on: date
    due_on: date | None = Field(default=None)
    plan_by_on: date | None = Field(default=None)
    hits: int = Field(default=1)
    clean_runs: int = Field(default=0)
    evidence: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    acked_at: datetime | None = Field(default=None)
    snoozed_until: date | None = Field(default=None)
    snooze_reason: str = Field(default="", sa_column_kwargs={"server_default": ""})
    snoozes: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    escalated_on: date | None = Field(default=None)
    plan_measure: str = Field(default="", max_length=20)
    plan_due_on: date | None = Field(default=None)
    plan_note: str = Field(default="")
    outcome: str = Field(default="", max_length=20)
    closed_on: date | None = Field(default=None)
    closed_by: str = Field(default="", max_length=64)


class SignalEvent(OfClient, table=True):
    """What happened to a warning: opened, raised, recurred, acked, planned, snoozed, escalated, resolved, ..."""

    __table_args__ = (sa.Index("ix_signalevent_on_day", "on_day"),)

    signal_id: str = Field(foreign_key="signal.id", index=True, max_length=32)
    at: datetime
    on_day: date
    kind: str = Field(max_length=20)
    severity: str = Field(max_length=10)
    note: str = Field(default="")
    by: str = Field(default="", max_length=64)
