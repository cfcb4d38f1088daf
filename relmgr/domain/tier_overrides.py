"""Overrides: a tier that a person sets for a time, with a reason; the model keeps being computed beside it.

An override never reaches above a cap and never outlives its last day. IRB rules ask for a documented process
with named approvers and separate monitoring (CRE36, CRR 172(3)); how many are too many no rule says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from relmgr.domain.drafts import required
from relmgr.domain.tiers import rank
from relmgr.domain.values import Key, Tier
from relmgr.errors import Invalid
from relmgr.words import Words

SHORTEST_REASON: Final = 10
DEFAULT_DAYS: Final = 90
MOST_DAYS: Final = 180
MANY: Final = 0.10
"""Share of scored clients above which overrides are worth a note; product default."""

EXPIRED: Final = "expired"
RENEWED: Final = "renewed"
"""Why an override ended, beside what a person writes."""

REASONS: Final = {
    "relationship": Words("战略关系", "strategic"),
    "new_facts": Words("新情况", "new facts"),
    "data": Words("数据有误", "wrong data"),
    "group": Words("随集团", "group"),
    "prudence": Words("审慎下调", "prudence"),
    "other": Words("其他", "other"),
}
"""Why a tier is overridden, by the code that `reason_code` holds, in the order their digits offer them."""

NO_REASON = Words("请写明理由，至少 {least} 个字。", "Write the reason, at least {least} characters.")
NOT_A_CODE = Words("请写明理由代码，可用：{all}。", "Name the kind of reason by its code; known are: {all}.")
TOO_MANY_DAYS = Words("期限应为 1 至 {most} 天。", "The term must be 1 to {most} days.")
SAME_REASON = Words(
    "续期要写新的理由，不能照抄上一次的。", "A renewal needs a new reason; this one was given before."
)


class OverrideState(StrEnum):
    """Life of an override: asked for where a lead must approve, active, refused, ended."""

    ASKED = "asked"
    ACTIVE = "active"
    REFUSED = "refused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class TierOverrideDraft:
    """A tier to be set for a client from today for so many days, and why."""

    client_id: Key
    tier: Tier
    reason_code: str
    reason: str
    days: int = DEFAULT_DAYS

    def __post_init__(self) -> None:
        """Raise Invalid naming the field that is not usable."""
        if self.reason_code not in REASONS:
            raise Invalid("reason_code", NOT_A_CODE.fill(all=", ".join(REASONS)))
        words = NO_REASON.fill(least=SHORTEST_REASON)
        required("reason", self.reason, words)
        if len(self.reason.strip()) < SHORTEST_REASON:
            raise Invalid("reason", words)
        if not 1 <= self.days <= MOST_DAYS:
            raise Invalid("days", TOO_MANY_DAYS.fill(most=MOST_DAYS))

    def expires(self, today: date) -> date:
        """Return the last day on which an override made today holds."""
        return today + timedelta(days=self.days)


def needs_other_words(reason: str, *earlier: str) -> None:
    """Raise Invalid when a reason repeats one that was given before."""
    if _bare(reason) in {_bare(text) for text in earlier}:
        raise Invalid("reason", SAME_REASON)


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


class Direction(StrEnum):
    """Where an override moves a client, seen from the model."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    UNRATED = "unrated"


def direction(target: Tier, model: Tier | None) -> Direction:
    """Return whether a target is better or worse than what the model says."""
    if model is None:
        return Direction.UNRATED
    step = rank(target) - rank(model)
    return Direction.SAME if step == 0 else Direction.UP if step < 0 else Direction.DOWN


@dataclass(frozen=True, slots=True)
class PastOverride:
    """An override that ran its term: its target, and the model when it was made and when it ended."""

    target: Tier
    model: Tier | None
    model_at_end: Tier | None


@dataclass(frozen=True, slots=True)
class OverrideReport:
    """How often people override the model, in which direction, and how often the model followed."""

    active: int
    up: int
    down: int
    scored: int
    expired: int
    confirmed: int

    @property
    def rate(self) -> float | None:
        """Return active overrides over scored clients, or None when nobody has a score."""
        return self.active / self.scored if self.scored else None

    @property
    def is_many(self) -> bool:
        """Tell whether the rate is worth a note."""
        return self.rate is not None and self.rate > MANY

    @property
    def outcome(self) -> float | None:
        """Return the share of expired overrides to which the model had moved, or None without any."""
        return self.confirmed / self.expired if self.expired else None


def override_report(
    active: Iterable[tuple[Tier, Tier | None]], scored: int, past: Iterable[PastOverride]
) -> OverrideReport:
    """Return the report; `active` are pairs of target and model tier, `scored` counts clients with a score."""
    ways = [direction(target, model) for target, model in active]
    ended = list(past)
    return OverrideReport(
        active=len(ways),
        up=ways.count(Direction.UP),
        down=ways.count(Direction.DOWN),
        scored=scored,
        expired=len(ended),
        confirmed=sum(is_confirmed(one) for one in ended),
    )


def is_confirmed(past: PastOverride) -> bool:
    """Tell whether the model had come to the target, or past it, by the end of the override."""
    if past.model_at_end is None:
        return False
    before, after = direction(past.target, past.model), direction(past.target, past.model_at_end)
    moved = before in (Direction.UP, Direction.DOWN) and after is not before
    return after is Direction.SAME or moved
