"""What is heard of a client from outside: events, debt at other banks, and who stands behind whom."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from relmgr.db.columns import KEY, MONEY, OfClient, extra_column


class ExternalEvent(OfClient, table=True):
    """Something that happened to the client: a suit, tax arrears, a change of people, misuse of funds, ..

    `kind` is a code of `EventKind`; `known_on` is the day we learned of it, `ended_on` the day it was
    settled. Amounts in minor units of `currency`.
    """

    __table_args__ = (sa.Index("ix_externalevent_kind", "kind", "occurred_on"),)

    kind: str = Field(max_length=40)
    facility_id: str | None = Field(default=None, sa_type=KEY)
    collateral_id: str | None = Field(default=None, sa_type=KEY)
    occurred_on: date
    known_on: date
    ended_on: date | None = Field(default=None)
    text: str = Field(default="")
    source: str = Field(default="", max_length=120)
    amount_minor: int | None = Field(default=None, sa_type=MONEY)
    currency: str = Field(default="CNY", max_length=3)
    share_e6: int | None = Field(default=None)
    confirmed_by: str = Field(default="", max_length=64)
    extra: dict[str, Any] = extra_column()


class BureauDebt(OfClient, table=True):
    """A client's debt at one bank as a credit bureau reported it on a day, in minor units of `currency`.

    `dpd` is days past due of the debt at that bank; `guarantees_minor` is what the client guarantees there.
    """

    __table_args__ = (sa.Index("ix_bureaudebt_day", "client_id", "as_of"),)

    as_of: date
    bank: str = Field(max_length=120)
    own_bank: bool = Field(default=False)
    currency: str = Field(default="CNY", max_length=3)
    debt_minor: int | None = Field(default=None, sa_type=MONEY)
    guarantees_minor: int | None = Field(default=None, sa_type=MONEY)
    dpd: int | None = Field(default=None)
    asset_class: str = Field(default="", max_length=20)
    extra: dict[str, Any] = extra_column()


class GroupEdge(OfClient, table=True):
    """A tie of the client to its parent or a related company; `parent_id` is set when that is a client too.

    `relation` is 'parent', 'related' or 'family'; `share_e6` is the stake in millionths.
    """

    parent_id: str | None = Field(default=None, index=True, sa_type=KEY)
    parent_name: str = Field(max_length=300, index=True)
    relation: str = Field(default="parent", max_length=20)
    share_e6: int | None = Field(default=None)
    from_on: date | None = Field(default=None)
    to_on: date | None = Field(default=None)
    source: str = Field(default="", max_length=120)
    extra: dict[str, Any] = extra_column()


class GuarantorEdge(OfClient, table=True):
    """Who guarantees the client's debt; `guarantor_id` is set when that is a client too."""

    guarantor_id: str | None = Field(default=None, index=True, sa_type=KEY)
    guarantor_name: str = Field(max_length=300)
    facility_id: str | None = Field(default=None, sa_type=KEY)
    kind: str = Field(default="full", max_length=20)
    amount_minor: int | None = Field(default=None, sa_type=MONEY)
    currency: str = Field(default="CNY", max_length=3)
    from_on: date | None = Field(default=None)
    to_on: date | None = Field(default=None)
    extra: dict[str, Any] = extra_column()
