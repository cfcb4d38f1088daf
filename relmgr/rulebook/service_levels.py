"""Reads what warnings.toml says of the people who answer: snoozing, escalation, notices and the watch list."""

from relmgr.domain.escalation import EscalationLimits
from relmgr.domain.snooze import SnoozeLimits
from relmgr.domain.values import Severity
from relmgr.domain.watch_list import WatchPolicy
from relmgr.rulebook.reading import TomlTable
from relmgr.words import Words

NOT_ZERO = Words("至少为 1。", "must be 1 or more.")
LONGER_RED = Words(
    "红色预警的检查间隔不能长于其他情况。", "reviews while red cannot be further apart than others."
)


def _positive(table: TomlTable, key: str) -> int:
    value = table.count(key)
    if value < 1:
        raise table.fail(key, NOT_ZERO)
    return value


def read_snooze(table: TomlTable) -> SnoozeLimits:
    """Return how long and how often in a row a warning may be set aside; raises RulebookError."""
    days = {severity: _positive(table, severity.value) for severity in Severity}
    limits = SnoozeLimits(days, _positive(table, "in_a_row"))
    table.finish()
    return limits


def read_escalation(table: TomlTable) -> EscalationLimits:
    """Return when unanswered warnings go to the manager; raises RulebookError."""
    grave = (Severity.RED, Severity.ORANGE)
    seen = {severity: _positive(table, severity.value) for severity in grave}
    plan = {severity: _positive(table, f"plan_{severity.value}") for severity in grave}
    table.finish()
    return EscalationLimits(seen, plan)


def read_notices(table: TomlTable) -> int:
    """Return how many lines of new warnings a day are told; raises RulebookError."""
    a_day = table.count("a_day")
    table.finish()
    return a_day


def read_watch_list(table: TomlTable) -> WatchPolicy:
    """Return the limits of the watch list; raises RulebookError."""
    policy = WatchPolicy(
        orange_rules=_positive(table, "orange_rules"),
        orange_within=_positive(table, "orange_within"),
        review_days=_positive(table, "review_days"),
        review_days_red=_positive(table, "review_days_red"),
        answer_within=_positive(table, "answer_within"),
        clean_reviews=_positive(table, "clean_reviews"),
        reentry_days=_positive(table, "reentry_days"),
    )
    table.finish()
    if policy.review_days_red > policy.review_days:
        raise table.fail("review_days_red", LONGER_RED)
    return policy
