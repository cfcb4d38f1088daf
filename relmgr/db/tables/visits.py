"""Contact with the client: visits, who took part, what was promised, what was heard."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from relmgr.db.columns import KEY, OfClient, choice, extra_column
from relmgr.domain.values import FeedbackKind, FollowUpKind, FollowUpState, VisitKind, VisitState


class Visit(OfClient, table=True):
    """A planned or past contact; `effective` contacts restart the client's contact clock."""

    __table_args__ = (
        sa.Index("ix_visit_planned", "state", "planned_at"),
        sa.Index("ix_visit_occurred", "client_id", "occurred_on"),
        sa.Index("ix_visit_day", "occurred_on"),
    )

    kind: VisitKind = Field(default=VisitKind.VISIT, sa_type=choice(VisitKind, "visit_kind"))
    state: VisitState = Field(default=VisitState.PLANNED, sa_type=choice(VisitState, "visit_state"))
    planned_at: datetime | None = Field(default=None)
    occurred_on: date | None = Field(default=None)
    minutes: int | None = Field(default=None)
    all_day: bool = Field(default=False)
    place: str = Field(default="", max_length=200)
    topic: str = Field(default="", max_length=300)
    summary: str = Field(default="")
    effective: bool = Field(default=False)
    manager_id: str | None = Field(default=None, sa_type=KEY)
    reason: str = Field(default="")
    extra: dict[str, Any] = extra_column()


class VisitParticipant(OfClient, table=True):
    """Somebody who takes or took part in a visit; `side` is 'client' or 'bank'."""

    visit_id: str = Field(foreign_key="visit.id", index=True, sa_type=KEY)
    contact_id: str | None = Field(default=None, sa_type=KEY)
    name: str = Field(max_length=200)
    side: str = Field(default="client", max_length=10)


class FollowUp(OfClient, table=True):
    """Something to be done by a day, by us or by the client."""

    __table_args__ = (sa.Index("ix_followup_due", "state", "due_on"),)

    kind: FollowUpKind = Field(default=FollowUpKind.TASK, sa_type=choice(FollowUpKind, "followup_kind"))
    text: str
    due_on: date | None = Field(default=None)
    state: FollowUpState = Field(default=FollowUpState.OPEN, sa_type=choice(FollowUpState, "followup_state"))
    done_at: datetime | None = Field(default=None)
    result: str = Field(default="")
    visit_id: str | None = Field(default=None, sa_type=KEY)
    signal_id: str | None = Field(default=None, sa_type=KEY)


class Feedback(OfClient, table=True):
    """A need, complaint or praise that was heard, and the department that should know."""

    kind: FeedbackKind = Field(default=FeedbackKind.NEED, sa_type=choice(FeedbackKind, "feedback_kind"))
    text: str
    department: str = Field(default="", max_length=120)
    heard_on: date
    state: str = Field(default="open", max_length=20)
    visit_id: str | None = Field(default=None, sa_type=KEY)
