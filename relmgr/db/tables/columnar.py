"""Columns for evaluating large books at once: derived from the other tables, rebuilt whenever their layout changes.

Nothing here is audited or travels; small books leave these tables empty.
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from relmgr.db.columns import KEY


class ColumnClient(SQLModel, table=True):
    """The number under which a client stands in columns; numbers are dense and never used again."""

    no: int | None = Field(default=None, primary_key=True)
    client_id: str = Field(unique=True, sa_type=KEY)


class ColumnRow(SQLModel, table=True):
    """Everything a verdict reads of one client, packed; read by range of numbers.

    `last_month` is the month the figures end with; the row stands through `until_on`, and what is not made of
    monthly figures through `apart_until` (None: new figures cannot be put into the row). `currencies` are those
    of its figures, code by code. `origins` are the days that the facts behind its score describe. `alone`: columns
    cannot hold this client. `in_chunk`: its chunk says the same.
    """

    __table_args__ = (
        sa.Index("ix_columnrow_until_on", "until_on"),
        sa.Index("ix_columnrow_fresh", "no", sqlite_where=sa.text("NOT in_chunk")),
    )

    no: int = Field(primary_key=True)
    last_month: int
    until_on: date
    alone: bool = Field(default=False)
    in_chunk: bool = Field(default=False)
    contacts: int = Field(default=0, sa_type=sa.BigInteger)
    figures: bytes
    facts: bytes
    counts: bytes
    subjects: bytes
    apart_until: date | None = Field(default=None)
    currencies: str = Field(default="", sa_column_kwargs={"server_default": ""})
    origins: bytes = Field(default=b"", sa_column_kwargs={"server_default": ""})


class ColumnChunk(SQLModel, table=True):
    """One column of one chunk of clients, packed; `month` is 0 for what has no month."""

    chunk_no: int = Field(primary_key=True)
    name: str = Field(primary_key=True, max_length=80)
    month: int = Field(primary_key=True)
    data: bytes


class ColumnResult(SQLModel, table=True):
    """What the last evaluation said of a run of neighbouring client numbers, one packed record each."""

    part_no: int = Field(primary_key=True)
    data: bytes


class ColumnCell(SQLModel, table=True):
    """A monthly figure written since its client's row was made, as the newest revision has it.

    `no` is the client's number. An entry with neither code nor period has no figure: the row was made anew, and
    what the evaluation keeps of this client has to be compared in full.
    """

    no: int = Field(primary_key=True)
    code: str = Field(primary_key=True, max_length=40)
    period: str = Field(primary_key=True, max_length=7)
    value: int = Field(default=0, sa_type=sa.BigInteger)
    currency: str = Field(default="", max_length=3)
    known_at: datetime | None = Field(default=None)


class ColumnStale(SQLModel, table=True):
    """A client of which something else was written since its row was made: it is made anew from the book."""

    client_id: str = Field(primary_key=True, sa_type=KEY)
