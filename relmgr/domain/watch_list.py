"""The watch list: who comes on it, how often it is reviewed, and what must be true before a client leaves.

Source: domain reference 11 (EBA/GL/2020/06 duties; all numbers are product defaults).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from relmgr.domain.drafts import NO_REASON, required
from relmgr.domain.values import AssetClass, Severity
from relmgr.errors import Invalid, Refused
from relmgr.words import Words


class WatchCause(StrEnum):
    """Why a client is watched."""

    RED = "red"
    TWO_ORANGE = "two_orange"
    MANUAL = "manual"


class WatchState(StrEnum):
    """Where a stay on the list is; a refused exit leads back to `ON`."""

    ON = "on"
    EXIT_PROPOSED = "exit_proposed"
    OFF = "off"


class WatchProposal(StrEnum):
    """What a review proposes."""

    KEEP = "keep"
    UPGRADE = "upgrade"
    DOWNGRADE = "downgrade"
    EXIT = "exit"


class PlanStatus(StrEnum):
    """How the action plan goes, as a review found it."""

    ON_TRACK = "on_track"
    LATE = "late"
    DONE = "done"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class WatchPolicy:
    """The limits of the life cycle; days unless said otherwise, `answer_within` in working days."""

    orange_rules: int
    orange_within: int
    review_days: int
    review_days_red: int
    answer_within: int
    clean_reviews: int
    reentry_days: int


@dataclass(frozen=True, slots=True)
class WatchedEpisode:
    """A risk episode as far as the watch list needs it."""

    rule: str
    severity: Severity
    opened: date
    is_open: bool


@dataclass(frozen=True, slots=True)
class WatchEntry:
    """Whether a client belongs on the list and why, and how many days lie between its reviews."""

    cause: WatchCause | None
    review_days: int


def watch_entry(
    episodes: Iterable[WatchedEpisode], day: date, policy: WatchPolicy, *, manual: bool = False
) -> WatchEntry:
    """Return whether a client enters: an open red, or oranges of different rules opened lately, or by hand.

    The window includes both its ends, and closed oranges count in it; a red one counts while it is open.
    """
    found = tuple(episodes)
    red = any(one.is_open and one.severity is Severity.RED for one in found)
    since = day - timedelta(days=policy.orange_within)
    orange = {one.rule for one in found if one.severity is Severity.ORANGE and since <= one.opened <= day}
    cause = None
    if red:
        cause = WatchCause.RED
    elif len(orange) >= policy.orange_rules:
        cause = WatchCause.TWO_ORANGE
    elif manual:
        cause = WatchCause.MANUAL
    return WatchEntry(cause, policy.review_days_red if red else policy.review_days)


NO_OWNER = Words("请写明负责人。", "Say who is responsible.")
NO_PLAN = Words("请写明行动计划。", "Write down the action plan.")
NO_FINDING = Words("请写一句检查结论。", "Write one sentence on what the review found.")
PLAN_PAST = Words(
    "计划期限 {due} 早于今天 {today}。", "The plan is due on {due}, which is before today, {today}."
)


@dataclass(frozen=True, slots=True)
class WatchPlan:
    """Who is responsible for a watched client, what will be done, and by when."""

    owner: str
    plan: str
    due_on: date

    def __post_init__(self) -> None:
        """Raise Invalid naming the field that is not usable."""
        required("owner", self.owner, NO_OWNER)
        required("plan", self.plan, NO_PLAN)


def check_plan(plan: WatchPlan, today: date) -> None:
    """Raise Invalid for a plan that would be late from the start."""
    if plan.due_on < today:
        raise Invalid("due_on", PLAN_PAST.fill(due=plan.due_on, today=today))


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """What a review found; class and stage as the reviewer checked them, None where there is none on record."""

    finding: str
    clean: bool
    asset_class: AssetClass | None = None
    stage: int | None = None
    plan_status: PlanStatus = PlanStatus.NONE
    proposal: WatchProposal = WatchProposal.KEEP

    def __post_init__(self) -> None:
        """Raise Invalid naming the field that is not usable."""
        required("finding", self.finding, NO_FINDING)
        if self.stage not in (None, 1, 2, 3):
            raise Invalid("stage", Words("阶段只能是 1、2、3。", "The stage can only be 1, 2 or 3."))


NOT_CLEAR = Words(
    "还不能提出退出：{n} 条触发预警未解除（{rules}）。",
    "No exit yet: {n} of the warnings behind it are still open ({rules}).",
)
FEW_CLEAN = Words(
    "还不能提出退出：连续正常检查 {have} 次，需要 {need} 次。",
    "No exit yet: {have} clean reviews in a row, {need} are needed.",
)
SAME_PERSON = Words(
    "提出退出的人不能自己批准，请由另一人批准。",
    "Who proposed the exit cannot approve it; a second person must.",
)
NO_APPROVER = Words("请写批准人姓名。", "Write the name of who approves.")
NOT_PROPOSED = Words("还没有提出退出。", "No exit was proposed.")
IS_OFF = Words("该客户已经退出关注名单。", "This client has left the watch list already.")


def check_exit(triggers: Sequence[str], clean_reviews: int, policy: WatchPolicy) -> None:
    """Raise Refused while a trigger is open (`triggers` are their rules) or clean reviews are too few."""
    if triggers:
        raise Refused(NOT_CLEAR.fill(n=len(triggers), rules=", ".join(triggers)))
    if clean_reviews < policy.clean_reviews:
        raise Refused(FEW_CLEAN.fill(have=clean_reviews, need=policy.clean_reviews))


def check_second_person(proposed_by: str, approver: str) -> None:
    """Raise unless the exit is approved under another name than it was proposed under."""
    required("approver", approver, NO_APPROVER)
    if _folded(approver) == _folded(proposed_by):
        raise Invalid("approver", SAME_PERSON)


def _folded(name: str) -> str:
    return "".join(name.split()).casefold()


def check_refusal(reason: str) -> None:
    """Raise Invalid when an exit is refused without a reason."""
    required("reason", reason, NO_REASON)


def clean_in_a_row(before: int, *, clean: bool) -> int:
    """Return how many clean reviews there are in a row after one more."""
    return before + 1 if clean else 0


def is_reentry(left: Sequence[date], day: date, policy: WatchPolicy) -> bool:
    """Tell whether a client comes back within the days that mark a re-entry; `left` are its earlier exits."""
    return any(0 <= (day - on).days <= policy.reentry_days for on in left)
