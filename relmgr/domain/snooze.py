"""Setting a warning aside for a while: how long its severity allows, and how often in a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relmgr.domain.drafts import NO_REASON, required
from relmgr.domain.values import Severity
from relmgr.errors import Invalid, Refused
from relmgr.words import Words

NOT_LATER = Words(
    "搁置到 {until} 不行：要晚于今天 {today}。",
    "Cannot snooze until {until}: it must be after today, {today}.",
)
TOO_LONG = Words(
    "{severity}预警最多搁置 {days} 天，最晚到 {last}。",
    "A {severity} warning can be snoozed for {days} days at most, until {last}.",
)
TOO_OFTEN = Words(
    "这条预警已连续搁置 {times} 次，请先处置：计划、办结或记误报。",
    "This warning was snoozed {times} times in a row; deal with it first: plan, resolve or dismiss.",
)
COLOURS = {
    Severity.RED: Words("红色", "red"),
    Severity.ORANGE: Words("橙色", "orange"),
    Severity.YELLOW: Words("黄色", "yellow"),
}


@dataclass(frozen=True, slots=True)
class SnoozeLimits:
    """For how many days each severity may be set aside, and how often in a row.

    Source: domain reference 10 (product default): red 7 days, orange and yellow 30, twice in a row.
    """

    days: Mapping[Severity, int]
    in_a_row: int


@dataclass(frozen=True, slots=True)
class Snooze:
    """A warning set aside: it is shown again on the day `until`, by itself."""

    until: date
    reason: str

    def __post_init__(self) -> None:
        """Raise Invalid without a reason."""
        required("reason", self.reason, NO_REASON)


def check_snooze(snooze: Snooze, severity: Severity, taken: int, today: date, limits: SnoozeLimits) -> None:
    """Raise Invalid for a day that is not allowed, Refused after `taken` snoozes in a row that are enough."""
    if snooze.until <= today:
        raise Invalid("until", NOT_LATER.fill(until=snooze.until, today=today))
    days = limits.days[severity]
    last = today + timedelta(days=days)
    if snooze.until > last:
        zh, en = (TOO_LONG[i].format(severity=COLOURS[severity][i], days=days, last=last) for i in (0, 1))
        raise Invalid("until", Words(zh, en))
    if taken >= limits.in_a_row:
        raise Refused(TOO_OFTEN.fill(times=taken))


def is_asleep(until: date | None, today: date) -> bool:
    """Tell whether a warning is set aside today; on its day it is back."""
    return until is not None and until > today
