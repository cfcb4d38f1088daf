"""Saved segments of the book, each with the service strategy it carries."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from relmgr.db.columns import Synced


class Segment(Synced, table=True):
    """A named part of the book; `definition` lists its conditions by dimension.

    The strategy: `cadence_days` is a contact interval, `services` are value-added services offered,
    `measures` are risk measures; of several segments the one with the smallest `position` gives the
    strategy, and the shortest interval counts.
    """

    name: str = Field(max_length=120)
    note: str = Field(default="")
    position: int = Field(default=0)
    hotkey: int | None = Field(default=None)
    definition: list[dict[str, Any]] = Field(default_factory=list, sa_type=sa.JSON)
    strategy: str = Field(default="", max_length=120)
    cadence_days: int | None = Field(default=None)
    services: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    measures: list[str] = Field(default_factory=list, sa_type=sa.JSON)
