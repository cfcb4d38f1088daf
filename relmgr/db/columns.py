"""Column types and the columns every synced row has; money is integer minor units with a currency."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel
from uuid6 import uuid7

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING

KEY = sa.CHAR(32)
"""Identity: 32 hexadecimal characters, the same text in SQLite, journals and files."""

MONEY = sa.BigInteger
"""Integer minor units; a plain int would be 32 bits on PostgreSQL."""


def new_key() -> str:
    """Return a fresh time-ordered identity (UUIDv7, 32 hexadecimal characters)."""
    return uuid7().hex


def choice(members: type[StrEnum], name: str) -> sa.Enum:
    """Return a column type that stores the value of an enum and lets the database check it."""
    return sa.Enum(
        members,
        values_callable=lambda kind: [member.value for member in kind],
        native_enum=False,
        create_constraint=True,
        length=20,
        name=name,
    )


class Synced(SQLModel):
    """Columns of every row that belongs to a book and will one day travel to the hub."""

    id: str = Field(default_factory=new_key, primary_key=True, sa_type=KEY)
    book_id: str = Field(default="", sa_type=KEY)
    deleted: bool = Field(default=False)
    created_at: datetime | None = Field(default=None)
    created_by: str = Field(default="", max_length=64)
    updated_at: datetime | None = Field(default=None)
    updated_by: str = Field(default="", max_length=64)
    version: int = Field(default=1)


class OfClient(Synced):
    """A synced row about one client; `client_id` stands on every such row so that it can move with it."""

    client_id: str = Field(foreign_key="client.id", index=True, sa_type=KEY)


def extra_column(*, added: bool = False) -> Any:
    """Return the column for imported values that have no column of their own: {header: text}.

    `added`: the column came to a table that had rows.
    """
    default = {"server_default": "{}"} if added else {}
    return Field(default_factory=dict, sa_type=sa.JSON, sa_column_kwargs=default)
