"""The manager's own contact interval for one client: how many days, until when, and why."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from relmgr.domain.drafts import NO_CLIENT
from relmgr.domain.values import Key
from relmgr.errors import Invalid
from relmgr.words import Words

LONGEST_INTERVAL: Final = 365
"""Most days between two contacts; a year without one is no interval. Product default."""
LONGEST_TERM: Final = 365
"""Most days an own interval holds before somebody has to think again. Product default."""
SHORTEST_REASON: Final = 10
"""Least characters of a reason, as for an override of a tier."""

BAD_DAYS = Words("间隔应为 1 至 {most} 天。", "The interval must be 1 to {most} days.")
BAD_END = Words(
    "结束日应在今天之后、{last} 以前（最长 {most} 天）。",
    "It must end after today and by {last} (at most {most} days).",
)
SHORT_REASON = Words(
    "理由至少 {least} 个字：为什么这家客户与众不同。",
    "The reason needs at least {least} characters: why this client differs.",
)


@dataclass(frozen=True, slots=True)
class CadenceDraft:
    """A contact interval in days that replaces that of the tier through the day `until`."""

    client_id: Key
    days: int
    until: date
    reason: str

    def __post_init__(self) -> None:
        """Raise Invalid naming the field that is not usable."""
        if not self.client_id:
            raise Invalid("client_id", NO_CLIENT)
        if not 1 <= self.days <= LONGEST_INTERVAL:
            raise Invalid("days", BAD_DAYS.fill(most=LONGEST_INTERVAL))
        if len(self.reason.strip()) < SHORTEST_REASON:
            raise Invalid("reason", SHORT_REASON.fill(least=SHORTEST_REASON))


def check_term(draft: CadenceDraft, today: date) -> None:
    """Raise Invalid when an own interval would end too early or hold too long."""
    last = today + timedelta(days=LONGEST_TERM)
    if not today < draft.until <= last:
        raise Invalid("until", BAD_END.fill(last=last, most=LONGEST_TERM))
