"""Counts of the signed-in manager's book that triggers keep, so that no screen has to read the book to show them."""

from datetime import date

from sqlmodel import Field, SQLModel

from relmgr.db.columns import MONEY


class SeenTally(SQLModel, table=True):
    """How many list rows with `mine` 1 were last seen on a day, by tier ('' for none)."""

    last_contact_on: date = Field(primary_key=True)
    tier: str = Field(primary_key=True)
    clients: int = Field(default=0)


class DrawnTally(SQLModel, table=True):
    """What clients whose list row has `mine` 1 have drawn on facilities that are not closed, in minor units.

    `unknown` of the `facilities` report no drawn amount.
    """

    currency: str = Field(primary_key=True)
    minor: int = Field(default=0, sa_type=MONEY)
    facilities: int = Field(default=0)
    unknown: int = Field(default=0)
