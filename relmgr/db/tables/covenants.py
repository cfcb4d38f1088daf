"""What the client has undertaken in the agreement, and each test of it."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from relmgr.db.columns import KEY, OfClient, extra_column


class Covenant(OfClient, table=True):
    """One covenant; `default_e6` and `lockup_e6` are thresholds in millionths as the agreement has them.

    `kind` is 'financial', 'information' or 'undertaking'; `ratio` is 'dscr', 'llcr', 'plcr' or another code;
    `operator` is '>=' or '<='; `frequency_months` is 0 for a single test.
    """

    facility_id: str | None = Field(default=None, sa_type=KEY)
    code: str = Field(default="", max_length=64)
    title: str = Field(default="", max_length=300)
    kind: str = Field(default="financial", max_length=20)
    ratio: str = Field(default="", max_length=40)
    operator: str = Field(default=">=", max_length=2)
    default_e6: int | None = Field(default=None)
    lockup_e6: int | None = Field(default=None)
    frequency_months: int = Field(default=0)
    first_due_on: date | None = Field(default=None)
    notice_days: int = Field(default=0)
    cure_days: int = Field(default=0)
    clause: str = Field(default="", max_length=120)
    ended_on: date | None = Field(default=None)
    extra: dict[str, Any] = extra_column()


class CovenantTest(OfClient, table=True):
    """One test of a covenant for one period; `value_e6` in millionths, None was not or could not be computed.

    `status` is 'due', 'pass', 'breach', 'waived' or 'na'. A breach in cure has a `cure_until`; a waiver asked
    for has `waiver_asked_on`, one in force `waived_until`.
    """

    __table_args__ = (sa.Index("ix_covenanttest_period", "covenant_id", "period_end"),)

    covenant_id: str = Field(foreign_key="covenant.id", sa_type=KEY)
    period_end: date
    due_on: date | None = Field(default=None)
    tested_on: date | None = Field(default=None)
    value_e6: int | None = Field(default=None)
    status: str = Field(default="due", max_length=20)
    cure_until: date | None = Field(default=None)
    waiver_asked_on: date | None = Field(default=None)
    waived_until: date | None = Field(default=None)
    waiver_reason: str = Field(default="")
    cross_default: bool = Field(default=False)
    note: str = Field(default="")
    extra: dict[str, Any] = extra_column()
