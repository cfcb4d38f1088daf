"""What a week of visits is planned with: recurring visits, blocked time, and the way between regions."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from relmgr.db.columns import KEY, OfClient, Synced, choice
from relmgr.domain.values import VisitKind


class VisitSeries(OfClient, table=True):
    """A recurring visit: an iCalendar recurrence rule from a day on, with what every visit of it is like.

    `at` is a local time HH:MM or '' for the whole day; `until_on` ends it; `made_until` is the day up to which
    its visits stand in the schedule.
    """

    rule: str = Field(max_length=300)
    starts_on: date
    until_on: date | None = Field(default=None)
    at: str = Field(default="", max_length=5)
    minutes: int | None = Field(default=None)
    kind: VisitKind = Field(default=VisitKind.VISIT, sa_type=choice(VisitKind, "series_kind"))
    topic: str = Field(default="", max_length=300)
    place: str = Field(default="", max_length=200)
    manager_id: str | None = Field(default=None, sa_type=KEY)
    made_until: date | None = Field(default=None)


class BlockedTime(Synced, table=True):
    """Time of a manager in which no visit is planned, from one instant to another."""

    __table_args__ = (sa.Index("ix_blockedtime_when", "manager_id", "starts_at"),)

    manager_id: str | None = Field(default=None, sa_type=KEY)
    starts_at: datetime
    ends_at: datetime
    text: str = Field(default="", max_length=300)


class TravelTime(Synced, table=True):
    """Minutes between two regions, the same both ways; '' is the office."""

    here: str = Field(default="", max_length=120)
    there: str = Field(default="", max_length=120)
    minutes: int
