"""The weekly summary: figures that follow from the facts of the week, and what to look at before sending."""

from dataclasses import dataclass
from enum import StrEnum

from relmgr.domain.values import Severity
from relmgr.domain.week_facts import WeekFacts
from relmgr.words import Words


class CheckKind(StrEnum):
    """What a check found."""

    OK = "ok"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is in order, or that somebody should look at before the report goes out."""

    kind: CheckKind
    words: Words


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """The figures of the summary; each is the length of a list of the facts or of a part of one."""

    visits: int
    clients: int
    missed: int
    coming: int
    needs: int
    tiers: int
    tiers_up: int
    tiers_down: int
    raised: int
    raised_red: int
    raised_orange: int
    raised_yellow: int
    closed: int
    overdue: int
    finished: int
    promised: int
    next_week: int


@dataclass(frozen=True, slots=True)
class WeekSummary:
    """One week ready to be shown and exported; `target` is how many contacts a week are aimed at."""

    facts: WeekFacts
    target: int
    counts: WeekCounts
    checks: tuple[Check, ...]

    @property
    def is_draft(self) -> bool:
        """Tell whether the week is not over yet, so that figures can still change."""
        return self.facts.as_of <= self.facts.week.sunday


NO_SUMMARY = Words("{n} 个拜访无要点", "visits without summary: {n}")
NOT_LOGGED = Words("{n} 个拜访已过期未记", "planned visits not logged: {n}")
RED_UNPLANNED = Words("{n} 条红色预警未计划", "red warnings not planned: {n}")
TOTALS_MATCH = Words("数字与明细一致", "totals match the details")
TOTALS_DIFFER = Words("数字与明细不一致", "totals differ from the details")


def summarise(facts: WeekFacts, target: int) -> WeekSummary:
    """Return the summary of a week; pure, so the same facts always give the same report."""
    counts = _counts(facts)
    return WeekSummary(facts, target, counts, _checks(facts, counts))


def totals_match(facts: WeekFacts, counts: WeekCounts) -> bool:
    """Tell whether every figure equals what the lists hold and parts add up to their whole."""
    return counts == _counts(facts) and (
        counts.raised == counts.raised_red + counts.raised_orange + counts.raised_yellow
        and counts.tiers == counts.tiers_up + counts.tiers_down
        and counts.clients <= counts.visits
    )


def _counts(facts: WeekFacts) -> WeekCounts:
    up = sum(move.is_up for move in facts.tiers)
    by_severity = {s: sum(w.severity is s for w in facts.raised) for s in Severity}
    return WeekCounts(
        visits=len(facts.done),
        clients=len({visit.client_id for visit in facts.done}),
        missed=len(facts.missed),
        coming=len(facts.coming),
        needs=len(facts.needs),
        tiers=len(facts.tiers),
        tiers_up=up,
        tiers_down=len(facts.tiers) - up,
        raised=len(facts.raised),
        raised_red=by_severity[Severity.RED],
        raised_orange=by_severity[Severity.ORANGE],
        raised_yellow=by_severity[Severity.YELLOW],
        closed=len(facts.closed),
        overdue=len(facts.overdue),
        finished=len(facts.finished),
        promised=len(facts.promised),
        next_week=len(facts.next_visits) + len(facts.next_tasks),
    )


def _checks(facts: WeekFacts, counts: WeekCounts) -> tuple[Check, ...]:
    matching = totals_match(facts, counts)
    first = Check(CheckKind.OK, TOTALS_MATCH) if matching else Check(CheckKind.LOOK, TOTALS_DIFFER)
    looks = (
        (NO_SUMMARY, sum(not visit.summary.strip() for visit in facts.done)),
        (NOT_LOGGED, counts.missed),
        (RED_UNPLANNED, facts.red_unplanned),
    )
    return (first, *(Check(CheckKind.LOOK, words.fill(n=n)) for words, n in looks if n))
