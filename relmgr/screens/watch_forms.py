"""The panels of the watch list: plan, review, and the second person who approves or refuses an exit.

Each carries its use case out itself, so that what is refused leaves what was typed.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.value_words import ASSET_CLASSES
from relmgr.domain.values import AssetClass
from relmgr.domain.watch_list import (
    NO_APPROVER,
    PlanStatus,
    ReviewDraft,
    WatchPlan,
    WatchProposal,
)
from relmgr.domain.watch_words import PLAN_STATES, PROPOSALS
from relmgr.queries.offers import colleagues
from relmgr.queries.watch_list import OnRecord, WatchRow
from relmgr.screens.forms.base import Form
from relmgr.screens.forms.fields import Field
from relmgr.screens.forms.offers import people_offers
from relmgr.screens.forms.small import CHOOSE, DUE, DUE_HINT, SAY, WHEN
from relmgr.widgets.choice import Choice
from relmgr.words import Words

PLAN_TITLE, REVIEW_TITLE = Words("关注计划", "Plan for a watched client"), Words("检查", "Review")
OWNER, PLAN = Words("负责人", "Owner"), Words("计划", "Plan")
FINDING, RESULT = Words("结论", "Finding"), Words("结果", "Result")
CLEAN, NOT_CLEAN = Words("正常", "clean"), Words("有问题", "not clean")
CHECKED, STAGE = Words("分类", "Class"), Words("阶段", "Stage")
PROGRESS, PROPOSAL = Words("计划", "Plan"), Words("建议", "Propose")
WHO, WHY = Words("批准人", "By"), Words("理由", "Reason")
CodeT = TypeVar("CodeT", PlanStatus, WatchProposal)
CLASSES, STAGES = tuple(AssetClass), (1, 2, 3)
STAGE_WORDS = (Words("第一", "one"), Words("第二", "two"), Words("第三", "three"))

SavePlan = Callable[[WatchPlan], Awaitable[object]]
SaveReview = Callable[[ReviewDraft], Awaitable[object]]


class WatchPlanForm(Form[WatchPlan]):
    """Asks who does what by when."""

    DRAFT = "watch-plan"

    def __init__(self, today: date, row: WatchRow, save: SavePlan) -> None:
        """Start from what is written already."""
        self.today, self.row, self.save = today, row, save
        super().__init__(PLAN_TITLE)

    def make_fields(self) -> Sequence[Field]:
        """Return owner, plan and day."""
        due = self.row.plan_due_on.isoformat() if self.row.plan_due_on else ""
        return (
            Field(
                "owner", OWNER, value=self.row.owner, offers=people_offers(lambda: self._host.ask(colleagues))
            ),
            Field("plan", PLAN, value=self.row.plan),
            Field("due_on", DUE, value=due, hint=DUE_HINT, read=self._echo, need=WHEN),
        )

    def _echo(self, text: str) -> str:
        return f"> {dates.preview(self._day(text), i18n.language(), self.today)}" if text.strip() else ""

    def _day(self, text: str) -> date:
        return dates.parse_when(text, self.today, past=False, field="due_on").day

    async def submit(self) -> None:
        """Answer; raises Invalid naming the field that is missing or cannot be read."""
        due_on = self._day(self.field("due_on").value)
        plan = WatchPlan(self.field("owner").value, self.field("plan").value, due_on)
        await self.save(plan)
        self.close(plan)


class WatchReviewForm(Form[ReviewDraft]):
    """Asks what a review found; class and stage start as they are on record, to be checked."""

    DRAFT = "watch-review"

    def __init__(self, row: WatchRow, record: OnRecord, save: SaveReview) -> None:
        """Know what is on record."""
        self.row, self.record, self.save = row, record, save
        super().__init__(REVIEW_TITLE)

    def make_fields(self) -> Sequence[Field]:
        """Return finding and result, then what has an answer beforehand."""
        known, stage = self.record.asset_class, self.record.stage
        plan = PlanStatus.ON_TRACK if self.row.plan else PlanStatus.NONE
        return (
            Field("finding", FINDING, long=True),
            Field("clean", RESULT, Choice((CLEAN, NOT_CLEAN)), need=CHOOSE),
            Field("plan_status", PROGRESS, _one_of(PLAN_STATES, plan), skip=True),
            Field("proposal", PROPOSAL, _one_of(PROPOSALS, WatchProposal.KEEP), skip=True),
            Field(
                "asset_class", CHECKED,
                Choice([ASSET_CLASSES[one] for one in CLASSES], CLASSES.index(known) if known else None),
                skip=True,
            ),
            Field(
                "stage", STAGE,
                Choice(STAGE_WORDS, STAGES.index(stage) if stage else None),
                skip=True,
            ),
        )  # fmt: skip

    async def submit(self) -> None:
        """Answer; raises Invalid naming what is missing."""
        clean, asset_class, stage = (self.field(name).value for name in ("clean", "asset_class", "stage"))
        review = ReviewDraft(
            finding=self.field("finding").value,
            clean=clean == "0",
            asset_class=CLASSES[int(asset_class)] if asset_class else None,
            stage=STAGES[int(stage)] if stage else None,
            plan_status=tuple(PLAN_STATES)[int(self.field("plan_status").value)],
            proposal=tuple(PROPOSALS)[int(self.field("proposal").value)],
        )
        await self.save(review)
        self.close(review)


def _one_of(words: Mapping[CodeT, Words], chosen: CodeT) -> Choice:
    return Choice(list(words.values()), list(words).index(chosen))


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """Who decides about an exit, and why it is refused."""

    name: str
    reason: str


SaveDecision = Callable[[SecondPerson], Awaitable[object]]


class SecondPersonForm(Form[SecondPerson]):
    """Asks for the second person by name, and for a reason where the exit is refused."""

    def __init__(self, title: Words, save: SaveDecision, *, reason: bool) -> None:
        """`reason` asks for one."""
        self.save, self.with_reason = save, reason
        super().__init__(title, draft_name=f"second-person {title.en}")

    def make_fields(self) -> Sequence[Field]:
        """Return the name, and the reason."""
        offers = people_offers(lambda: self._host.ask(colleagues))
        fields = [Field("approver", WHO, need=NO_APPROVER, offers=offers)]
        return [*fields, Field("reason", WHY, need=SAY)] if self.with_reason else fields

    async def submit(self) -> None:
        """Carry it out and answer; raises Invalid as the use case does."""
        name = self.field("approver").value.strip()
        reason = self.field("reason").value.strip() if self.with_reason else ""
        decision = SecondPerson(name, reason)
        await self.save(decision)
        self.close(decision)
