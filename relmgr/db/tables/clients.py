"""Clients, the people at them, and the derived row every client list reads."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from relmgr.db.columns import KEY, MONEY, OfClient, Synced, choice, extra_column
from relmgr.domain.values import ClientState, ContactRole


class Client(Synced, table=True):
    """A company or project company in the book; `code` is the bank's number, `uscc` the credit code.

    `cadence_days` is the manager's own contact interval; it holds through `cadence_until`, None without an end.
    """

    code: str = Field(default="", max_length=64, index=True)
    uscc: str = Field(default="", max_length=18)
    name: str = Field(max_length=300)
    short_name: str = Field(default="", max_length=120)
    alias: str = Field(default="", max_length=300)
    industry: str = Field(default="", max_length=120)
    region: str = Field(default="", max_length=120)
    city: str = Field(default="", max_length=120)
    country: str = Field(default="", max_length=2)
    group_name: str = Field(default="", max_length=300, index=True)
    size: str = Field(default="", max_length=20)
    since_on: date | None = Field(default=None)
    established_on: date | None = Field(default=None)
    state: ClientState = Field(default=ClientState.ACTIVE, sa_type=choice(ClientState, "client_state"))
    is_project: bool = Field(default=False)
    phase: str = Field(default="", max_length=20)
    esg_score: int | None = Field(default=None)
    esg_on: date | None = Field(default=None)
    esg_listed: bool | None = Field(default=None)
    satisfaction: int | None = Field(default=None)
    satisfaction_on: date | None = Field(default=None)
    cadence_days: int | None = Field(default=None)
    cadence_reason: str = Field(default="")
    cadence_until: date | None = Field(default=None)
    address: str = Field(default="", max_length=300, sa_column_kwargs={"server_default": ""})
    notes: str = Field(default="")
    extra: dict[str, Any] = extra_column()


LISTED = sa.text("mine > 0")
UNPLANNED = sa.text("mine > 0 AND tier = 'A' AND next_visit_at IS NULL")


def _walked(name: str, *columns: str) -> sa.Index:
    """Return what an order of the client book is walked by; `mine` lets the walk skip rows that are not shown."""
    return sa.Index(f"ix_clientcache_by_{name}", *columns, "mine", sqlite_where=LISTED)


class ClientCache(SQLModel, table=True):
    """What the lists show of one client: derived from the other tables, rebuilt with every write.

    `mine` says whether the signed-in manager looks after the client: 0 never, 1 from `mine_from` on without an
    end, 2 only the assignments tell for a day. `exposure_down` lets every walk go in one direction. What a list
    shows of `client` stands here too, so that a line of a large book is read from one place.
    """

    __table_args__ = (
        sa.Index("ix_clientcache_mine", "mine", "mine_from"),
        _walked("exposure", "currency", "exposure_down", "sort_name"),
        _walked("name", "sort_name"),
        _walked("tier", "tier", "exposure_down"),
        _walked("level", "level", "exposure_down"),
        _walked("seen", "last_contact_on", "sort_name"),
        _walked("next", "next_visit_at", "sort_name"),
        sa.Index("ix_clientcache_unplanned", "last_contact_on", "sort_name", "mine", sqlite_where=UNPLANNED),
    )

    client_id: str = Field(primary_key=True, sa_type=KEY)
    sort_name: str = Field(default="")
    tier: str | None = Field(default=None, max_length=1)
    tier_since_on: date | None = Field(default=None)
    model_tier: str | None = Field(default=None, max_length=1)
    override_until: date | None = Field(default=None)
    score_e6: int | None = Field(default=None)
    stage: int | None = Field(default=None)
    class_floor: str | None = Field(default=None)
    on_watch: bool = Field(default=False, sa_column_kwargs={"server_default": sa.false()})
    level: str = Field(default="unknown", max_length=10)
    open_signals: int = Field(default=0)
    grade: str | None = Field(default=None)
    asset_class: str | None = Field(default=None)
    exposure_minor: int | None = Field(default=None, sa_type=MONEY)
    limit_minor: int | None = Field(default=None, sa_type=MONEY)
    currency: str | None = Field(default=None, max_length=3)
    facilities: int = Field(default=0)
    last_contact_on: date | None = Field(default=None)
    next_visit_at: datetime | None = Field(default=None)
    next_step: str = Field(default="")
    next_step_on: date | None = Field(default=None)
    name: str = Field(default="", sa_column_kwargs={"server_default": ""})
    short_name: str = Field(default="", sa_column_kwargs={"server_default": ""})
    code: str = Field(default="", sa_column_kwargs={"server_default": ""})
    industry: str = Field(default="", sa_column_kwargs={"server_default": ""})
    region: str = Field(default="", sa_column_kwargs={"server_default": ""})
    group_name: str = Field(default="", sa_column_kwargs={"server_default": ""})
    mine: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    mine_from: date | None = Field(default=None)
    exposure_down: int | None = Field(
        default=None, sa_column=sa.Column(sa.BigInteger, sa.Computed("-exposure_minor", persisted=False))
    )


class ClientTally(SQLModel, table=True):
    """How many list rows with `mine` 1 are alike in what orders are divided by; triggers keep it, no scan counts.

    Missing texts are ''; `owed`, `seen` and `planned` say whether an exposure, a contact and a visit are known.
    """

    currency: str = Field(primary_key=True)
    tier: str = Field(primary_key=True)
    level: str = Field(primary_key=True)
    owed: bool = Field(primary_key=True)
    seen: bool = Field(primary_key=True)
    planned: bool = Field(primary_key=True)
    clients: int = Field(default=0)


class Contact(OfClient, table=True):
    """A person at a client; `birthday` is YYYY-MM-DD or MM-DD, `card_uid` the UID of the vCard it came from."""

    name: str = Field(max_length=200)
    title: str = Field(default="", max_length=120)
    role: ContactRole = Field(default=ContactRole.OTHER, sa_type=choice(ContactRole, "contact_role"))
    phone: str = Field(default="", max_length=60)
    email: str = Field(default="", max_length=200)
    im: str = Field(default="", max_length=120)
    is_key: bool = Field(default=False)
    birthday: str = Field(default="", max_length=10)
    left_on: date | None = Field(default=None)
    address: str = Field(default="", max_length=300, sa_column_kwargs={"server_default": ""})
    card_uid: str = Field(default="", max_length=200, sa_column_kwargs={"server_default": ""})
    notes: str = Field(default="")
    extra: dict[str, Any] = extra_column()
