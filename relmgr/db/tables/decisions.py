"""What people decide about verdicts: overridden tiers, rebutted presumptions, the watch list and its reviews."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field

from relmgr.db.columns import KEY, MONEY, OfClient


class TierOverride(OfClient, table=True):
    """A tier set by a person for a time; both `from_on` and `expires_on` are included.

    `state` is 'asked', 'active', 'refused' or 'ended'; `model_tier` is what the model said when it was made;
    `renews_id` is the override it continues.
    """

    __table_args__ = (sa.CheckConstraint("length(reason) >= 10", name="reason_long_enough"),)

    target_tier: str = Field(max_length=1)
    model_tier: str | None = Field(default=None, max_length=1)
    reason_code: str = Field(max_length=20)
    reason: str
    author: str = Field(default="", max_length=64)
    from_on: date
    expires_on: date
    state: str = Field(default="active", max_length=10)
    decided_by: str = Field(default="", max_length=64)
    decided_at: datetime | None = Field(default=None)
    ended_on: date | None = Field(default=None)
    end_reason: str = Field(default="")
    renews_id: str | None = Field(default=None, sa_type=KEY)


class Rebuttal(OfClient, table=True):
    """A recorded rebuttal of a presumption: stage at 30 or 90 days, or a technical overdue of a few days.

    `kind` is 'stage_2', 'stage_3' or 'technical'; it counts from `from_on` to `expires_on`, both included.
    """

    facility_id: str | None = Field(default=None, sa_type=KEY)
    kind: str = Field(max_length=20)
    reason: str
    evidence: str = Field(default="")
    author: str = Field(default="", max_length=64)
    from_on: date
    expires_on: date
    withdrawn_on: date | None = Field(default=None)


class WatchItem(OfClient, table=True):
    """One stay of a client on the watch list; exposure and security are snapshots in minor units of `currency`.

    `cause` is 'red', 'two_orange' or 'manual'; `state` is 'on', 'exit_proposed' or 'off'. The second person
    who approves an exit cannot be the one who proposed it.
    """

    __table_args__ = (
        sa.CheckConstraint("exit_approved_by = '' OR exit_approved_by <> exit_by", name="second_person"),
        sa.Index("ix_watchitem_state", "state", "next_review_on"),
    )

    entered_on: date
    cause: str = Field(max_length=20)
    text: str = Field(default="")
    is_reentry: bool = Field(default=False)
    owner: str = Field(default="", max_length=64)
    plan: str = Field(default="")
    plan_due_on: date | None = Field(default=None)
    answer_by_on: date | None = Field(default=None)
    currency: str | None = Field(default=None, max_length=3)
    exposure_minor: int | None = Field(default=None, sa_type=MONEY)
    security_minor: int | None = Field(default=None, sa_type=MONEY)
    review_days: int = Field(default=30)
    next_review_on: date
    clean_reviews: int = Field(default=0)
    state: str = Field(default="on", max_length=20)
    exit_by: str = Field(default="", max_length=64)
    exit_asked_on: date | None = Field(default=None)
    exit_reason: str = Field(default="")
    exit_approved_by: str = Field(default="", max_length=64)
    refusal: str = Field(default="")
    exited_on: date | None = Field(default=None)


class WatchReview(OfClient, table=True):
    """One review of a watched client; `proposal` is 'keep', 'upgrade', 'downgrade' or 'exit'."""

    item_id: str = Field(foreign_key="watchitem.id", index=True, sa_type=KEY)
    reviewed_on: date
    finding: str
    asset_class: str = Field(default="", max_length=20)
    stage: int | None = Field(default=None)
    plan_status: str = Field(default="", max_length=20)
    proposal: str = Field(default="keep", max_length=20)
    clean: bool = Field(default=False)
    by: str = Field(default="", max_length=64)
