"""What the weekly report says: its sentence, its figures and its sections, from one summary."""

from collections.abc import Iterable
from typing import Final

from relmgr.domain.week_facts import WeekFacts
from relmgr.domain.weekly import WeekSummary
from relmgr.domain.weekly_document import Column, Document, Entry, Section
from relmgr.domain.weekly_entries import (
    by_time,
    closed_entry,
    due_entry,
    move_entry,
    need_entry,
    plan_entry,
    promise_entry,
    raised_entry,
    task_entry,
    visit_entry,
)
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
    plan = (*map(plan_entry, facts.next_visits), *map(due_entry, facts.next_tasks))
    return (
        _section(
            "visits",
            Words("拜访", "Visits"),
            map(visit_entry, facts.done),
            on=DATE,
            client=CLIENT,
            kind=KIND,
            people=Words("对方", "Met"),
            text=Words("要点", "Summary"),
        ),
        _planned("missed", Words("未记的计划拜访", "Planned and not logged"), map(plan_entry, facts.missed)),
        _planned("coming", Words("本周待访", "Still to come this week"), map(plan_entry, facts.coming)),
        _section(
            "needs",
            Words("需求与反馈", "Needs and feedback"),
            map(need_entry, facts.needs),
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
            map(move_entry, facts.tiers),
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
            map(raised_entry, facts.raised),
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
            map(closed_entry, facts.closed),
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
            (task_entry(task, facts) for task in facts.overdue),
            due_on=DUE,
            client=CLIENT,
            kind=Words("类别", "Kind"),
            text=WHAT,
            days=Words("逾期天数", "Days late"),
        ),
        _section(
            "done",
            Words("完成的待办", "Follow-ups done"),
            (task_entry(task, facts) for task in facts.finished),
            on=DATE,
            client=CLIENT,
            kind=Words("类别", "Kind"),
            text=WHAT,
            note=Words("结果", "Result"),
        ),
        _section(
            "promises",
            Words("本周承诺", "Promises made"),
            map(promise_entry, facts.promised),
            on=DATE,
            client=CLIENT,
            kind=Words("承诺方", "By whom"),
            text=WHAT,
            due_on=DUE,
            state=STATE,
        ),
        _planned("plan", Words("下周计划", "Next week"), sorted(plan, key=by_time)),
    )


def _section(key: str, title: Words, entries: Iterable[Entry], **columns: Words) -> Section:
    return Section(key, title, tuple(Column(name, words) for name, words in columns.items()), tuple(entries))


def _planned(key: str, title: Words, entries: Iterable[Entry]) -> Section:
    return _section(
        key, title, entries, on=DATE, at=Words("时间", "Time"), client=CLIENT, kind=KIND, text=WHAT
    )
