"""Opportunities: business that may be won."""

from datetime import date

from sqlmodel import Field

from relmgr.db.columns import KEY, MONEY, OfClient, choice
from relmgr.domain.values import OpportunityStage


class Opportunity(OfClient, table=True):
    """Business that may be won, in minor units of `currency`; `stage_since` is when it came to its stage."""

    title: str = Field(max_length=300)
    product: str = Field(default="", max_length=120)
    stage: OpportunityStage = Field(
        default=OpportunityStage.LEAD, sa_type=choice(OpportunityStage, "opportunity_stage")
    )
    stage_since: date
    amount_minor: int | None = Field(default=None, sa_type=MONEY)
    currency: str = Field(default="CNY", max_length=3)
    expected_on: date | None = Field(default=None)
    source: str = Field(default="", max_length=40)
    visit_id: str | None = Field(default=None, sa_type=KEY)
    reason: str = Field(default="")
