"""The lines of the weekly report: one entry for each fact, in the fields that every format shares."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from relmgr.domain.answers import MEASURES, SETTLED
from relmgr.domain.tier_words import reason_said
from relmgr.domain.value_words import (
    FEEDBACK_KINDS,
    FOLLOW_UP_KINDS,
    FOLLOW_UP_STATES,
    REVIEW_STATES,
    SEVERITIES,
    SIGNAL_STATES,
    VISIT_KINDS,
)
from relmgr.domain.week_facts import (
    ClosedWarning,
    DoneVisit,
    HeardNeed,
    PlannedVisit,
    RaisedWarning,
    TierMove,
    WeekFacts,
    WeekTask,
)
from relmgr.domain.weekly_document import Entry
from relmgr.words import Words

GOT_WORSE: Final = Words("升级", "raised")
OUTCOMES: Final = {**SETTLED, "false": Words("误报", "false alarm")}
STATES_OF_NEEDS: Final = {
    "open": Words("未处理", "open"),
    "passed": Words("已转交", "passed on"),
    "done": Words("已处理", "done"),
}


def by_time(entry: Entry) -> tuple[object, ...]:
    """Order plans by day, time and client."""
    return entry.on, entry.at, entry.client, str(entry.text)


def visit_entry(visit: DoneVisit) -> Entry:
    """Return a contact that took place."""
    return Entry(visit.on, visit.client, VISIT_KINDS[visit.kind], visit.summary, people=visit.met)


def plan_entry(visit: PlannedVisit) -> Entry:
    """Return a planned contact."""
    at = visit.at.strftime("%H:%M") if visit.at else ""
    return Entry(visit.on, visit.client, VISIT_KINDS[visit.kind], visit.topic, at=at)


def due_entry(task: WeekTask) -> Entry:
    """Return a follow-up among the plans of the next week."""
    return Entry(task.due_on, task.client, FOLLOW_UP_KINDS[task.kind], task.text)


def need_entry(need: HeardNeed) -> Entry:
    """Return what was heard, and which department should know."""
    kind, state = FEEDBACK_KINDS[need.kind], _named(STATES_OF_NEEDS, need.state)
    return Entry(need.on, need.client, kind, need.text, people=need.department, state=state)


def move_entry(move: TierMove) -> Entry:
    """Return a tier change; its reason is what the manager wrote, else what was chosen."""
    change = f"{move.from_tier or '-'} > {move.to_tier or '-'}"
    return Entry(
        on=move.decided_on or move.proposed_on,
        client=move.client,
        kind=Words(change, change),
        text=move.reason or reason_said(move.reason_code),
        people=move.by,
        state=REVIEW_STATES[move.state],
        score_from=_points(move.score0_e6),
        score_to=_points(move.score_e6),
    )


def _named(names: Mapping[str, Words], code: str) -> Words | str:
    """Return what a stored code is called; a code of an older version shows as it is."""
    return names.get(code, code)


def _points(score_e6: int | None) -> Decimal | None:
    """Return a score of millionths as points with one decimal, as every screen shows it."""
    return None if score_e6 is None else (Decimal(score_e6) / 1_000_000).quantize(Decimal("0.1"))


def raised_entry(warning: RaisedWarning) -> Entry:
    """Return a warning that is new or graver, with its measure and the day it is due."""
    title = warning.title
    if not warning.is_new:
        title = Words(f"{title.zh}（{GOT_WORSE.zh}）", f"{title.en} ({GOT_WORSE.en})")
    return Entry(
        on=warning.on,
        client=warning.client,
        kind=SEVERITIES[warning.severity],
        text=title,
        state=SIGNAL_STATES[warning.state],
        note=_named(MEASURES, warning.measure),
        due_on=warning.measure_due_on or warning.due_on,
    )


def closed_entry(warning: ClosedWarning) -> Entry:
    """Return a closed warning with how it turned out."""
    return Entry(
        on=warning.on,
        client=warning.client,
        kind=SEVERITIES[warning.severity],
        text=warning.title,
        state=SIGNAL_STATES[warning.state],
        note=_named(OUTCOMES, warning.outcome),
        people=warning.by,
    )


def task_entry(task: WeekTask, facts: WeekFacts) -> Entry:
    """Return a follow-up with how many days it was late when the facts were taken."""
    late = (facts.as_of - task.due_on).days if task.due_on and task.done_on is None else None
    return Entry(
        on=task.done_on,
        client=task.client,
        kind=FOLLOW_UP_KINDS[task.kind],
        text=task.text,
        state=FOLLOW_UP_STATES[task.state],
        note=task.result,
        due_on=task.due_on,
        days=late,
    )


def promise_entry(task: WeekTask) -> Entry:
    """Return a promise with when it was made and is due."""
    state = FOLLOW_UP_STATES[task.state]
    return Entry(
        task.made_on, task.client, FOLLOW_UP_KINDS[task.kind], task.text, state=state, due_on=task.due_on
    )
