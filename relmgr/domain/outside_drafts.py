"""Drafts of what is heard of a client from outside, and of a presumption that is rebutted; texts are trimmed."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from relmgr.domain.drafts import NO_CLIENT, NO_REASON, required
from relmgr.domain.event_kinds import EventKind
from relmgr.domain.values import Key
from relmgr.errors import Invalid
from relmgr.words import Words

TECHNICAL_DAYS: Final = 7
"""Longest overdue for operational or technical reasons, in days (recalled; verify before quoting)."""

REBUTTAL_DAYS: Final = 90
"""How long a rebuttal holds when nothing else is said, in days; product default."""

LONGEST_REBUTTAL: Final = 365
SHORTEST_REASON: Final = 10
"""Characters that a reason needs to say anything."""

FUTURE = Words("{on} 还没到；事件只能记已发生的。", "{on} lies ahead; an event has happened.")
BEFORE = Words(
    "解除日期 {ended} 早于发生日期 {on}。", "It cannot be settled on {ended}, before it happened on {on}."
)
SHORT = Words(
    "理由太短：至少 {least} 个字，写明依据。",
    "The reason is too short: at least {least} characters that say what it rests on.",
)
NO_EVIDENCE = Words(
    "请写明证据，例如对账单、经办证明、还款凭证。",
    "Say what proves it, for example a statement of account or proof of payment.",
)
DAYS = Words(
    "有效期 {days} 天不行；应为 1 到 {most} 天。", "{days} days is not possible; write 1 to {most} days."
)


class RebuttalKind(StrEnum):
    """Which presumption is rebutted: significant increase at 30 days, default at 90, or a technical overdue."""

    STAGE_2 = "stage_2"
    STAGE_3 = "stage_3"
    TECHNICAL = "technical"


REBUTTAL_WORDS: Final = {
    RebuttalKind.STAGE_2: Words("反驳 30 天信用风险显著增加", "rebuts the increase presumed at 30 days"),
    RebuttalKind.STAGE_3: Words("反驳 90 天违约", "rebuts the default presumed at 90 days"),
    RebuttalKind.TECHNICAL: Words("技术性逾期（最多 7 天）", "technical overdue (7 days at most)"),
}


def longest(kind: RebuttalKind) -> int:
    """Return the most days a rebuttal of a kind may hold."""
    return TECHNICAL_DAYS if kind is RebuttalKind.TECHNICAL else LONGEST_REBUTTAL


@dataclass(frozen=True, slots=True)
class EventDraft:
    """Something that happened to a client; `amount_minor` in minor units of `currency`, None is unknown."""

    client_id: Key
    kind: EventKind
    occurred_on: date
    today: date
    text: str = ""
    source: str = ""
    amount_minor: int | None = None
    currency: str = "CNY"
    facility_id: Key | None = None

    def __post_init__(self) -> None:
        """Trim the texts; raise Invalid naming the field that is not usable."""
        if not self.client_id:
            raise Invalid("client_id", NO_CLIENT)
        for name in ("text", "source"):
            object.__setattr__(self, name, str(getattr(self, name)).strip())
        if self.occurred_on > self.today:
            raise Invalid("occurred_on", FUTURE.fill(on=self.occurred_on))


@dataclass(frozen=True, slots=True)
class RebuttalDraft:
    """A presumption rebutted with reason and evidence, for one facility or the whole client, for some days."""

    client_id: Key
    kind: RebuttalKind
    reason: str
    evidence: str
    from_on: date
    days: int = 0
    facility_id: Key | None = None

    def __post_init__(self) -> None:
        """Trim the texts, settle the days; raise Invalid naming the field that is not usable."""
        if not self.client_id:
            raise Invalid("client_id", NO_CLIENT)
        for name in ("reason", "evidence"):
            object.__setattr__(self, name, str(getattr(self, name)).strip())
        required("reason", self.reason, NO_REASON)
        if len(self.reason) < SHORTEST_REASON:
            raise Invalid("reason", SHORT.fill(least=SHORTEST_REASON))
        required("evidence", self.evidence, NO_EVIDENCE)
        most = longest(self.kind)
        if not self.days:
            object.__setattr__(self, "days", min(REBUTTAL_DAYS, most))
        if not 1 <= self.days <= most:
            raise Invalid("days", DAYS.fill(days=self.days, most=most))

    @property
    def expires_on(self) -> date:
        """Return the last day on which it counts."""
        return self.from_on + timedelta(days=self.days - 1)
