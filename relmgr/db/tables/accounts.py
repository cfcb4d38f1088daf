"""Accounts that an agreement watches: where income comes in and what has to be kept in reserve."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from relmgr.db.columns import KEY, MONEY, OfClient, extra_column


class WatchedAccount(OfClient, table=True):
    """An account with an agreed duty; amounts in minor units of `currency`, shares in millionths.

    `purpose` is 'income', 'reserve', 'drawdown' or 'settlement'. `required_minor` is what a reserve must
    hold, `minimum_minor` the agreed minimum average balance, `income_share_e6` the agreed share of the
    project's income; `idle_since` is the day from which drawn money has lain unused.
    """

    facility_id: str | None = Field(default=None, sa_type=KEY)
    project_id: str | None = Field(default=None, sa_type=KEY)
    code: str = Field(default="", max_length=64)
    purpose: str = Field(max_length=20)
    name: str = Field(default="", max_length=300)
    currency: str = Field(default="CNY", max_length=3)
    required_minor: int | None = Field(default=None, sa_type=MONEY)
    minimum_minor: int | None = Field(default=None, sa_type=MONEY)
    income_share_e6: int | None = Field(default=None)
    idle_since: date | None = Field(default=None)
    ended_on: date | None = Field(default=None)
    extra: dict[str, Any] = extra_column()


class AccountMonth(OfClient, table=True):
    """One month of a watched account, in minor units of its currency; `income_minor` is the project's income."""

    __table_args__ = (sa.Index("ix_accountmonth_period", "account_id", "period"),)

    account_id: str = Field(foreign_key="watchedaccount.id", sa_type=KEY)
    period: str = Field(max_length=7)
    average_minor: int | None = Field(default=None, sa_type=MONEY)
    closing_minor: int | None = Field(default=None, sa_type=MONEY)
    inflow_minor: int | None = Field(default=None, sa_type=MONEY)
    income_minor: int | None = Field(default=None, sa_type=MONEY)
    extra: dict[str, Any] = extra_column()
