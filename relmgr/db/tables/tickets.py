"""Who in the bank can help: departments and their service levels, the service team, and the steps of a ticket."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from relmgr.db.columns import KEY, OfClient, Synced, choice
from relmgr.domain.values import TicketStep


class Department(Synced, table=True):
    """A department that answers tickets, within `sla_days` working days; late ones go to `escalate_to`."""

    name: str = Field(max_length=120)
    sla_days: int = Field(default=5)
    phone: str = Field(default="", max_length=60)
    email: str = Field(default="", max_length=200)
    escalate_to: str = Field(default="", max_length=120)


class Specialist(Synced, table=True):
    """Somebody of the service team; `skills` are codes such as 'trade_finance', 'hedging' or own words."""

    name: str = Field(max_length=120)
    department: str = Field(default="", max_length=120)
    title: str = Field(default="", max_length=120)
    skills: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    phone: str = Field(default="", max_length=60)
    email: str = Field(default="", max_length=200)
    note: str = Field(default="")
    active: bool = Field(default=True)


class TicketEvent(OfClient, table=True):
    """One step of a ticket: sent, a note, the answer, told to the client, opened again, escalated."""

    feedback_id: str = Field(foreign_key="feedback.id", index=True, sa_type=KEY)
    step: TicketStep = Field(sa_type=choice(TicketStep, "ticket_step"))
    happened_on: date
    text: str = Field(default="")
