"""What matters to the people at a client: how satisfied they are, and days that come back every year."""

from datetime import date

from sqlmodel import Field

from relmgr.db.columns import KEY, OfClient, choice
from relmgr.domain.values import DateKind


class Satisfaction(OfClient, table=True):
    """How satisfied somebody was on a day, 0 to 10, and why."""

    score: int
    taken_on: date
    why: str = Field(default="")
    contact_id: str | None = Field(default=None, sa_type=KEY)
    visit_id: str | None = Field(default=None, sa_type=KEY)


class ImportantDate(OfClient, table=True):
    """A day that comes back every year: `day` is MM-DD or YYYY-MM-DD, of a person or of the whole client."""

    kind: DateKind = Field(sa_type=choice(DateKind, "date_kind"))
    day: str = Field(max_length=10)
    title: str = Field(default="", max_length=200)
    contact_id: str | None = Field(default=None, sa_type=KEY)
