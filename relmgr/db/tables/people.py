"""Who works with the book: managers, the book itself, and who is responsible for which client when."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from relmgr.db.columns import KEY, OfClient, new_key


class Book(SQLModel, table=True):
    """The unit of ownership: one manager's clients with everything about them."""

    id: str = Field(default_factory=new_key, primary_key=True, sa_type=KEY)
    name: str = Field(max_length=120)
    is_demo: bool = Field(default=False)


class AccountManager(SQLModel, table=True):
    """An account manager (客户经理) or team lead; `is_me` marks who is signed in on this machine."""

    id: str = Field(default_factory=new_key, primary_key=True, sa_type=KEY)
    name: str = Field(max_length=120)
    role: str = Field(default="manager", max_length=20)
    is_me: bool = Field(default=False)
    active: bool = Field(default=True)


class Assignment(OfClient, table=True):
    """Who looks after a client from when to when; dated, so that history survives a hand-over."""

    __table_args__ = (sa.Index("ix_assignment_manager_open", "manager_id", "to_on", "client_id"),)

    manager_id: str = Field(foreign_key="accountmanager.id", sa_type=KEY)
    role: str = Field(default="owner", max_length=10)
    from_on: date
    to_on: date | None = Field(default=None)
    reason: str = Field(default="")
