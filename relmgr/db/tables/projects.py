"""The financed project of a project company, and how far its works and its drawing have come."""

from datetime import date
from typing import Any

from sqlmodel import Field

from relmgr.db.columns import KEY, MONEY, OfClient, extra_column


class Project(OfClient, table=True):
    """A financed project; amounts in minor units of `currency`, None is unknown.

    `capital_ratio_e6` is the project capital ratio in millionths: the sponsor's share that an overrun has to
    carry too. `as_of` is the day the forecast figures describe. `ep_category` is 'A', 'B', 'C' or ''.
    """

    name: str = Field(max_length=300)
    code: str = Field(default="", max_length=64)
    sector: str = Field(default="", max_length=120)
    currency: str = Field(default="CNY", max_length=3)
    budget_minor: int | None = Field(default=None, sa_type=MONEY)
    forecast_cost_minor: int | None = Field(default=None, sa_type=MONEY)
    overrun_loan_minor: int | None = Field(default=None, sa_type=MONEY)
    overrun_equity_minor: int | None = Field(default=None, sa_type=MONEY)
    capital_ratio_e6: int | None = Field(default=None)
    as_of: date | None = Field(default=None)
    baseline_on: date | None = Field(default=None)
    forecast_on: date | None = Field(default=None)
    long_stop_on: date | None = Field(default=None)
    stopped_on: date | None = Field(default=None)
    completed_on: date | None = Field(default=None)
    ep_category: str = Field(default="", max_length=1)
    ep_assessed_on: date | None = Field(default=None)
    extra: dict[str, Any] = extra_column()


class ProjectProgress(OfClient, table=True):
    """Physical progress and share drawn of one project on one day, in millionths."""

    project_id: str = Field(foreign_key="project.id", index=True, sa_type=KEY)
    as_of: date
    physical_e6: int | None = Field(default=None)
    drawn_e6: int | None = Field(default=None)
    source: str = Field(default="", max_length=60)
    extra: dict[str, Any] = extra_column()
