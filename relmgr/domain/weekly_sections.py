"""What the weekly report says: its sentence, its figures and its sections, from one summary."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from relmgr.domain.answers import AGAINST_TIER, MEASURES, SETTLED
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
from relmgr.domain.weekly import WeekSummary
from relmgr.domain.weekly_document import Column, Document, Entry, Section
from relmgr.words import Words

TITLE: Final = Words("{manager} {week} 工作周报", "{manager} - week {week}")
VISITED: Final = Words(
    "拜访 {visits} 次（目标 {target}），共 {clients} 家客户；A 类客户覆盖 {seen}/{total}。",
    "Visits {visits} (target {target}), clients {clients}; A-tier coverage {seen}/{total}.",
)
WARNED: Final = Words(
    "新增或升级预警 {raised} 条（红 {red}、橙 {orange}、黄 {yellow}），关闭 {closed} 条；分层变动 {tiers} 项。",
    "Warnings new or raised {raised} (red {red}, orange {orange}, yellow {yellow}), closed {closed}; "
    "tier changes {tiers}.",
)
WORKED: Final = Words(
    "听到需求 {needs} 条；完成待办 {finished} 项，逾期 {overdue} 项；下周计划 {next_week} 项。",
    "Needs heard {needs}; follow-ups done {finished}, overdue {overdue}; planned for next week {next_week}.",
)
DATE: Final = Words("日期", "Date")
CLIENT: Final = Words("客户", "Client")
KIND: Final = Words("方式", "Type")
STATE: Final = Words("状态", "State")
DUE: Final = Words("期限", "Due")
WHAT: Final = Words("事项", "What")
GOT_WORSE: Final = Words("升级", "raised")
OUTCOMES: Final = {**SETTLED, "false": Words("误报", "false alarm")}
STATES_OF_NEEDS: Final = {
    "open": Words("未处理", "open"),
    "passed": Words("已转交", "passed on"),
    "done": Words("已处理", "done"),
}


def document(summary: WeekSummary) -> Document:
    """Return the report of a week, before it has a format or a language."""
    facts = summary.facts
    return Document(
        title=TITLE.fill(manager=facts.manager, week=facts.week),
        is_draft=summary.is_draft,
        as_of=facts.as_of,
        sentences=_sentences(summary),
        figures=_figures(summary),
        checks=summary.checks,
        sections=_sections(facts),
        summary=summary,
    )


def _sentences(summary: WeekSummary) -> tuple[Words, ...]:
    counts, cover = summary.counts, summary.facts.coverage
    visited = VISITED.fill(
        visits=counts.visits,
        target=summary.target,
        clients=counts.clients,
        seen=cover.seen,
        total=cover.total,
    )
    warned = WARNED.fill(
        raised=counts.raised,
        red=counts.raised_red,
        orange=counts.raised_orange,
        yellow=counts.raised_yellow,
        closed=counts.closed,
        tiers=counts.tiers,
    )
    worked = WORKED.fill(
        needs=counts.needs, finished=counts.finished, overdue=counts.overdue, next_week=counts.next_week
    )
    return visited, warned, worked


def _figures(summary: WeekSummary) -> tuple[tuple[Words, int | str], ...]:
    counts, cover = summary.counts, summary.facts.coverage
    return (
        (Words("拜访次数", "Visits done"), counts.visits),
        (Words("拜访目标", "Visit target"), summary.target),
        (Words("拜访客户数", "Clients visited"), counts.clients),
        (Words("未记的计划拜访", "Planned visits not logged"), counts.missed),
        (Words("本周待访", "Visits still to come"), counts.coming),
        (Words("已覆盖 A 类客户", "A-tier clients seen"), cover.seen),
        (Words("A 类客户数", "A-tier clients"), cover.total),
        (Words("听到的需求", "Needs heard"), counts.needs),
        (Words("分层变动", "Tier changes"), counts.tiers),
        (Words("其中上调", "of these up"), counts.tiers_up),
        (Words("其中下调", "of these down"), counts.tiers_down),
        (Words("新增或升级预警", "Warnings new or raised"), counts.raised),
        (Words("其中红色", "of these red"), counts.raised_red),
        (Words("其中橙色", "of these orange"), counts.raised_orange),
        (Words("其中黄色", "of these yellow"), counts.raised_yellow),
        (Words("关闭预警", "Warnings closed"), counts.closed),
        (Words("逾期待办", "Follow-ups overdue"), counts.overdue),
        (Words("完成待办", "Follow-ups done"), counts.finished),
        (Words("本周承诺", "Promises made"), counts.promised),
        (Words("下周计划", "Next week's plan"), counts.next_week),
    )


def _sections(facts: WeekFacts) -> tuple[Section, ...]:
    plan = (*map(_plan, facts.next_visits), *map(_due, facts.next_tasks))
    return (
        _section(
            "visits",
            Words("拜访", "Visits"),
            map(_done, facts.done),
            on=DATE,
            client=CLIENT,
            kind=KIND,
            people=Words("对方", "Met"),
            text=Words("要点", "Summary"),
        ),
        _planned("missed", Words("未记的计划拜访", "Planned and not logged"), map(_plan, facts.missed)),
        _planned("coming", Words("本周待访", "Still to come this week"), map(_plan, facts.coming)),
        _section(
            "needs",
            Words("需求与反馈", "Needs and feedback"),
            map(_need, facts.needs),
            on=DATE,
            client=CLIENT,
            kind=Words("类别", "Kind"),
            text=Words("内容", "Text"),
            people=Words("转交部门", "Department"),
            state=STATE,
        ),
        _section(
            "tiers",
            Words("分层变动", "Tier changes"),
            map(_move, facts.tiers),
            on=DATE,
            client=CLIENT,
            kind=Words("变动", "Change"),
            score_from=Words("原得分", "Score before"),
            score_to=Words("现得分", "Score now"),
            state=STATE,
            people=Words("复核人", "Decided by"),
            text=Words("理由", "Reason"),
        ),
        _section(
            "warnings",
            Words("预警处置", "Warnings"),
            map(_raised, facts.raised),
            on=DATE,
            kind=Words("级别", "Level"),
            client=CLIENT,
            text=WHAT,
            state=STATE,
            note=Words("措施", "Measure"),
            due_on=DUE,
        ),
        _section(
            "closed",
            Words("关闭的预警", "Warnings closed"),
            map(_closed, facts.closed),
            on=DATE,
            kind=Words("级别", "Level"),
            client=CLIENT,
            text=WHAT,
            state=STATE,
            note=Words("结果", "Outcome"),
            people=Words("经办人", "Closed by"),
        ),
        _section(
            "overdue",
            Words("逾期待办", "Follow-ups overdue"),
            (_task(task, facts) for task in facts.overdue),
            due_on=DUE,
            client=CLIENT,
            kind=Words("类别", "Kind"),
            text=WHAT,
            days=Words("逾期天数", "Days late"),
        ),
        _section(
            "done",
            Words("完成的待办", "Follow-ups done"),
            (_task(task, facts) for task in facts.finished),
            on=DATE,
            client=CLIENT,
            kind=Words("类别", "Kind"),
            text=WHAT,
            note=Words("结果", "Result"),
        ),
        _section(
            "promises",
            Words("本周承诺", "Promises made"),
            map(_promise, facts.promised),
            on=DATE,
            client=CLIENT,
            kind=Words("承诺方", "By whom"),
            text=WHAT,
            due_on=DUE,
            state=STATE,
        ),
        _planned("plan", Words("下周计划", "Next week"), sorted(plan, key=_when)),
    )


def _section(key: str, title: Words, entries: Iterable[Entry], **columns: Words) -> Section:
    return Section(key, title, tuple(Column(name, words) for name, words in columns.items()), tuple(entries))


def _planned(key: str, title: Words, entries: Iterable[Entry]) -> Section:
    return _section(
        key, title, entries, on=DATE, at=Words("时间", "Time"), client=CLIENT, kind=KIND, text=WHAT
    )


def _when(entry: Entry) -> tuple[object, ...]:
    return entry.on, entry.at, entry.client, str(entry.text)


def _done(visit: DoneVisit) -> Entry:
    return Entry(visit.on, visit.client, VISIT_KINDS[visit.kind], visit.summary, people=visit.met)


def _plan(visit: PlannedVisit) -> Entry:
    at = visit.at.strftime("%H:%M") if visit.at else ""
    return Entry(visit.on, visit.client, VISIT_KINDS[visit.kind], visit.topic, at=at)


def _due(task: WeekTask) -> Entry:
    return Entry(task.due_on, task.client, FOLLOW_UP_KINDS[task.kind], task.text)


def _need(need: HeardNeed) -> Entry:
    kind, state = FEEDBACK_KINDS[need.kind], _named(STATES_OF_NEEDS, need.state)
    return Entry(need.on, need.client, kind, need.text, people=need.department, state=state)


def _move(move: TierMove) -> Entry:
    change = f"{move.from_tier or '-'} > {move.to_tier}"
    return Entry(
        on=move.decided_on or move.proposed_on,
        client=move.client,
        kind=Words(change, change),
        text=move.reason or _named(AGAINST_TIER, move.reason_code),
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


def _raised(warning: RaisedWarning) -> Entry:
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


def _closed(warning: ClosedWarning) -> Entry:
    return Entry(
        on=warning.on,
        client=warning.client,
        kind=SEVERITIES[warning.severity],
        text=warning.title,
        state=SIGNAL_STATES[warning.state],
        note=_named(OUTCOMES, warning.outcome),
        people=warning.by,
    )


def _task(task: WeekTask, facts: WeekFacts) -> Entry:
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


def _promise(task: WeekTask) -> Entry:
    state = FOLLOW_UP_STATES[task.state]
    return Entry(
        task.made_on, task.client, FOLLOW_UP_KINDS[task.kind], task.text, state=state, due_on=task.due_on
    )
