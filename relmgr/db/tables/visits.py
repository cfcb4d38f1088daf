"""Contact with the client: visits, who took part, what was promised, what was heard."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from relmgr.db.columns import KEY, OfClient, choice, extra_column
from relmgr.domain.values import (
    CheckResult,
    FeedbackKind,
    FollowUpKind,
    FollowUpState,
    LinkKind,
    VisitKind,
    VisitState,
)


class Visit(OfClient, table=True):
    """A planned or past contact; `effective` contacts restart the client's contact clock.

    `sentiment` is 1 (bad) to 5 (good); `checklist` names the list of an inspection; `origin` says where a plan
    comes from. `previous_id` is the visit at which this one was agreed, `series_id` what it recurs with.
    `excused_on`: a missed visit that was given up with its `reason`. `uid` is that of the calendar entry it was
    taken from, with its recurrence id.
    """

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
    outcome: str = Field(default="", sa_column_kwargs={"server_default": ""})
    sentiment: int | None = Field(default=None)
    checklist: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    facility_id: str | None = Field(default=None, sa_type=KEY)
    previous_id: str | None = Field(default=None, sa_type=KEY)
    series_id: str | None = Field(default=None, sa_type=KEY)
    origin: str = Field(default="person", max_length=20, sa_column_kwargs={"server_default": "person"})
    excused_on: date | None = Field(default=None)
    uid: str = Field(default="", max_length=300, sa_column_kwargs={"server_default": ""})
    extra: dict[str, Any] = extra_column()


class VisitParticipant(OfClient, table=True):
    """Somebody who takes or took part in a visit; `side` is 'client' or 'bank'.

    On the bank's side a `specialist_id` names somebody of the service team; `accepted` is their answer, None
    while there is none.
    """

    visit_id: str = Field(foreign_key="visit.id", index=True, sa_type=KEY)
    contact_id: str | None = Field(default=None, sa_type=KEY)
    name: str = Field(max_length=200)
    side: str = Field(default="client", max_length=10)
    specialist_id: str | None = Field(default=None, sa_type=KEY)
    accepted: bool | None = Field(default=None)


class VisitLink(OfClient, table=True):
    """What a visit was about or brought: a warning, an opportunity (`target` is its key), or a file (its path)."""

    visit_id: str = Field(foreign_key="visit.id", index=True, sa_type=KEY)
    kind: LinkKind = Field(sa_type=choice(LinkKind, "link_kind"))
    target: str = Field(max_length=1000)


class CheckAnswer(OfClient, table=True):
    """What was found at one point of the checklist of an inspection; `item` is the point's code."""

    visit_id: str = Field(foreign_key="visit.id", index=True, sa_type=KEY)
    item: str = Field(max_length=60)
    result: CheckResult = Field(sa_type=choice(CheckResult, "check_result"))
    note: str = Field(default="")


class FollowUp(OfClient, table=True):
    """Something to be done by a day, by us or by the client; `owner` is who has promised it."""

    __table_args__ = (sa.Index("ix_followup_due", "state", "due_on"),)

    kind: FollowUpKind = Field(default=FollowUpKind.TASK, sa_type=choice(FollowUpKind, "followup_kind"))
    text: str
    due_on: date | None = Field(default=None)
    state: FollowUpState = Field(default=FollowUpState.OPEN, sa_type=choice(FollowUpState, "followup_state"))
    done_at: datetime | None = Field(default=None)
    result: str = Field(default="")
    visit_id: str | None = Field(default=None, sa_type=KEY)
    signal_id: str | None = Field(default=None, sa_type=KEY)
    owner: str = Field(default="", max_length=120, sa_column_kwargs={"server_default": ""})
    previous_id: str | None = Field(default=None, sa_type=KEY)


class Feedback(OfClient, table=True):
    """A need, complaint or praise that was heard, and what became of it at the department that should know.

    `due_on` is the day its service level ends, `answered_on` when the department answered, `told_on` when the
    client was told; `state` is a `TicketState`.
    """

    kind: FeedbackKind = Field(default=FeedbackKind.NEED, sa_type=choice(FeedbackKind, "feedback_kind"))
    text: str
    department: str = Field(default="", max_length=120)
    heard_on: date
    state: str = Field(default="open", max_length=20)
    visit_id: str | None = Field(default=None, sa_type=KEY)
    contact_id: str | None = Field(default=None, sa_type=KEY)
    specialist_id: str | None = Field(default=None, sa_type=KEY)
    severity: str = Field(default="normal", max_length=10, sa_column_kwargs={"server_default": "normal"})
    sent_on: date | None = Field(default=None)
    due_on: date | None = Field(default=None)
    answer: str = Field(default="", sa_column_kwargs={"server_default": ""})
    answered_on: date | None = Field(default=None)
    told_on: date | None = Field(default=None)
