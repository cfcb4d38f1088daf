"""What stands beside a warning: the facts, why it was raised, and what has been done about it."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from relmgr import i18n
from relmgr.domain import dates, money
from relmgr.domain.answers import MEASURES
from relmgr.domain.values import SignalState
from relmgr.queries.signals import SignalStep, WarningRow
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled, content, lines, severity_badge, tier_badge
from relmgr.words import Words

EXPOSURE = Words("敞口 {amount}", "exposure {amount}")
SINCE, DUE = Words("{on} 起", "since {on}"), Words("须在 {on} 前答复", "answer due {on}")
RULE = Words("规则 {rule} v{version}", "rule {rule} v{version}")
PLAN = Words("计划", "Plan")
HISTORY = Words("处置轨迹", "History")
STEPS = {
    "opened": Words("生成", "raised"),
    "raised": Words("升级", "severity rose"),
    "recurred": Words("复发", "came back"),
    "acked": Words("确认知悉", "acknowledged"),
    "planned": Words("计划", "planned"),
    "resolved": Words("办结", "resolved"),
    "dismissed": Words("误报", "false alarm"),
    "cleared": Words("自动解除", "cleared by itself"),
}
SYSTEM = Words("系统", "system")


def warning_detail(row: WarningRow, steps: Sequence[SignalStep]) -> Content:
    """Return the detail of a warning, the most needed lines first: a narrow window shows only those."""
    return lines(*_facts(row), *_history(steps))


def _facts(row: WarningRow) -> Iterator[Content]:
    yield content(
        Styled(privacy.name(row.client), "strong"),
        "  ",
        tier_badge(row.tier),
        "  ",
        i18n.say(EXPOSURE, amount=exposure(row.exposure_minor, row.currency)),
    )
    yield content(severity_badge(row.severity), "  ", i18n.say(row.title))
    due = f"  {i18n.say(DUE, on=dates.month_day(row.due_on))}" if row.due_on and row.state.is_open else ""
    yield content(f"{i18n.say(SINCE, on=dates.month_day(row.first_seen_on))}{due}")
    if row.state is SignalState.PLANNED:
        measure = i18n.say(MEASURES[row.plan_measure]) if row.plan_measure in MEASURES else row.plan_measure
        day = dates.full(row.plan_due_on, i18n.language())
        yield content(Styled(i18n.say(PLAN), "muted"), f" {measure}  {day}  {row.plan_note}")


def _history(steps: Sequence[SignalStep]) -> Iterator[Content]:
    if steps:
        yield content(Styled(f"-- {i18n.say(HISTORY)} --", "muted"))
    for step in steps:
        done = i18n.say(STEPS[step.kind]) if step.kind in STEPS else step.kind
        by = privacy.name(step.by) if step.by and step.by != "system" else i18n.say(SYSTEM)
        yield content(f"{dates.month_day(step.on_day)} {by} {done} {_note(step)}")


def _note(step: SignalStep) -> str:
    """Return the note with the code of a measure said as a word."""
    first, _, rest = step.note.partition(" ")
    known = MEASURES if step.kind == "planned" else {}
    return f"{i18n.say(known[first])} {rest}" if first in known else step.note


def exposure(minor: int | None, currency: str | None) -> str:
    """Return an exposure with its currency, `-` for unknown."""
    if minor is None or currency is None:
        return "-"
    return privacy.amount(money.short(minor, currency, i18n.language()))
