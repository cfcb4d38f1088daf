"""What is owed, measured, rated, pledged and to be delivered."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from relmgr.db.columns import KEY, MONEY, OfClient, choice, extra_column
from relmgr.domain.values import FacilityKind, Unit

NO = {"server_default": sa.false()}
"""For columns that were added to a table with rows."""


class Facility(OfClient, table=True):
    """A credit facility; amounts are integer minor units of `currency`, `rate_e6` is millionths a year.

    `overdue_since` is the oldest unpaid due date; `arrears_on` is the day on which the arrears were last
    reported, so that "nothing overdue" and "nobody knows" stay apart. `second_repayment_on` is the second
    scheduled repayment after the latest restructuring; `credit_enhanced` is a state-recognised enhancement.
    """

    __table_args__ = (sa.Index("ix_facility_maturity", "maturity_on"),)

    code: str = Field(default="", max_length=64, index=True)
    name: str = Field(default="", max_length=300)
    kind: FacilityKind = Field(default=FacilityKind.OTHER, sa_type=choice(FacilityKind, "facility_kind"))
    currency: str = Field(default="CNY", max_length=3)
    limit_minor: int | None = Field(default=None, sa_type=MONEY)
    drawn_minor: int | None = Field(default=None, sa_type=MONEY)
    original_minor: int | None = Field(default=None, sa_type=MONEY)
    cancelled_minor: int | None = Field(default=None, sa_type=MONEY)
    undisbursed_minor: int | None = Field(default=None, sa_type=MONEY)
    disbursed_minor: int | None = Field(default=None, sa_type=MONEY)
    repaid_minor: int | None = Field(default=None, sa_type=MONEY)
    as_of: date | None = Field(default=None)
    rate_e6: int | None = Field(default=None)
    signed_on: date | None = Field(default=None)
    first_repayment_on: date | None = Field(default=None)
    maturity_on: date | None = Field(default=None)
    closed_on: date | None = Field(default=None)
    status: str = Field(default="", max_length=60)
    arrears_on: date | None = Field(default=None)
    overdue_since: date | None = Field(default=None)
    guarantor: str = Field(default="", max_length=300)
    principal_overdue_since: date | None = Field(default=None)
    interest_overdue_since: date | None = Field(default=None)
    restructured_on: date | None = Field(default=None)
    restructured_times: int | None = Field(default=None)
    second_repayment_on: date | None = Field(default=None)
    exit_asked_on: date | None = Field(default=None)
    credit_enhanced: bool = Field(default=False, sa_column_kwargs=NO)
    extra: dict[str, Any] = extra_column()


class Metric(OfClient, table=True):
    """One measured figure of a client for a period ('2026-03', '2026Q1', '2026').

    A correction is a new revision, so that a replay knows what was known when. `id` is UUIDv5 of client,
    code, period and revision.
    """

    __table_args__ = (sa.Index("ix_metric_series", "client_id", "code", "period", "revision"),)

    code: str = Field(max_length=40)
    period: str = Field(max_length=7)
    revision: int = Field(default=0)
    value: int = Field(sa_type=MONEY)
    unit: Unit = Field(default=Unit.MINOR, sa_type=choice(Unit, "unit"))
    currency: str = Field(default="", max_length=3)
    known_at: datetime
    source: str = Field(default="feed", max_length=20)


class RatingEvent(OfClient, table=True):
    """A grade or class from a day on, of the client or of one facility.

    `kind` is 'grade', 'class' (five categories) or 'external'.
    """

    kind: str = Field(max_length=10)
    facility_id: str | None = Field(default=None, sa_type=KEY)
    value: str = Field(max_length=20)
    effective_on: date
    reason: str = Field(default="")
    extra: dict[str, Any] = extra_column(added=True)


class Document(OfClient, table=True):
    """Something the client must deliver by a day: 'certificate' (covenant) or 'accounts'."""

    kind: str = Field(max_length=20)
    title: str = Field(default="", max_length=300)
    facility_id: str | None = Field(default=None, sa_type=KEY)
    due_on: date
    received_on: date | None = Field(default=None)
    extra: dict[str, Any] = extra_column(added=True)


class Collateral(OfClient, table=True):
    """What secures a facility; the diary of valuation and insurance hangs on its dates.

    `ltv_limit_e6` is the agreed loan-to-value limit in millionths; `status` is '', 'ok', 'seized' or 'disputed'.
    """

    kind: str = Field(default="", max_length=60)
    description: str = Field(default="", max_length=300)
    facility_id: str | None = Field(default=None, sa_type=KEY)
    value_minor: int | None = Field(default=None, sa_type=MONEY)
    currency: str = Field(default="CNY", max_length=3)
    valued_on: date | None = Field(default=None)
    insured_until: date | None = Field(default=None)
    needs_insurance: bool = Field(default=True)
    ltv_limit_e6: int | None = Field(default=None)
    status: str = Field(default="", max_length=20, sa_column_kwargs={"server_default": ""})
    status_on: date | None = Field(default=None)
    extra: dict[str, Any] = extra_column(added=True)
    released_on: date | None = Field(default=None)


class ScheduleItem(OfClient, table=True):
    """One payment a facility's plan asks for, in minor units of `currency`; `kind` is principal, interest or fee.

    A plan that is replaced keeps its rows, `superseded`; `paid_on` is when it was paid.
    """

    __table_args__ = (sa.Index("ix_scheduleitem_due", "facility_id", "due_on"),)

    facility_id: str = Field(foreign_key="facility.id", sa_type=KEY)
    plan_no: int = Field(default=1)
    no: int = Field(default=0)
    due_on: date
    kind: str = Field(default="principal", max_length=20)
    amount_minor: int = Field(sa_type=MONEY)
    currency: str = Field(default="CNY", max_length=3)
    superseded: bool = Field(default=False)
    paid_on: date | None = Field(default=None)
    extra: dict[str, Any] = extra_column()
