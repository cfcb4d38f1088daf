"""Saved segments of the book, each with the service strategy it carries."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from relmgr.db.columns import Synced


class Segment(Synced, table=True):
    """A named part of the book and how a list shows it; `definition` lists its conditions by field.

    `sort` is an order of the client book, with a leading minus turned round, and `columns` the columns in their
    order; '' and an empty list leave the list as it is. `hotkey` is the place among the pinned ones, from 1.

    The strategy: `cadence_days` is a contact interval, `services` are value-added services offered,
    `measures` are risk measures; of several segments the one with the smallest `position` gives the
    strategy, and the shortest interval counts.
    """

    name: str = Field(max_length=120)
    note: str = Field(default="")
    position: int = Field(default=0)
    hotkey: int | None = Field(default=None)
    definition: list[dict[str, Any]] = Field(default_factory=list, sa_type=sa.JSON)
    sort: str = Field(default="", max_length=20, sa_column_kwargs={"server_default": ""})
    columns: list[str] = Field(
        default_factory=list, sa_type=sa.JSON, sa_column_kwargs={"server_default": "[]"}
    )
    strategy: str = Field(default="", max_length=120)
    cadence_days: int | None = Field(default=None)
    services: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    measures: list[str] = Field(default_factory=list, sa_type=sa.JSON)
