"""What stands beside a warning: the facts, why it was raised, and what has been done about it."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.answers import MEASURES
from relmgr.domain.escalation import Unanswered
from relmgr.domain.value_words import RULE_SOURCES, SIGNAL_STEPS, SYSTEM
from relmgr.domain.values import SignalState
from relmgr.queries.signals import SignalStep, WarningRow
from relmgr.queries.why import SignalWhy, WhyInput
from relmgr.widgets import amounts, glyphs, privacy
from relmgr.widgets.badges import Styled, content, lines, severity_badge, tier_badge
from relmgr.words import Words

EXPOSURE = Words("敞口 {amount}", "exposure {amount}")
SINCE, DUE = Words("{on} 起", "since {on}"), Words("须在 {on} 前答复", "answer due {on}")
REPORTED = Words("{on} 起已上报：没有按时处置", "with the manager since {on}: not answered in time")
ASLEEP = Words("搁置至 {on}", "snoozed until {on}")
WHY = Words("依据 {rule} v{version}", "Why: {rule} v{version}")
NOW = Words("现在", "now")
SOURCE, ADVICE, RULES = Words("来源", "Source"), Words("建议", "Do"), Words("规则库", "Rulebook")
NOT_KNOWN, NOT_MET = Words("不明", "unknown"), Words("未满足", "not met")
PLAN = Words("计划", "Plan")
HISTORY = Words("处置轨迹", "History")
MISSING: dict[str, Words] = {
    Unanswered.NOT_SEEN: Words("未按时确认", "not acknowledged in time"),
    Unanswered.NO_PLAN: Words("未按时计划", "no plan in time"),
}


def warning_detail(row: WarningRow, why: SignalWhy | None) -> Content:
    """Return the detail of a warning, the most needed lines first: a narrow window shows only those."""
    evidence = _evidence(why) if why is not None else ()
    return lines(*_facts(row, why), *evidence, *_history(why.history if why is not None else ()))


def event(row: WarningRow) -> str:
    """Return what happened; the mask hides the client's name in it too."""
    return privacy.about(i18n.say(row.title), row.client)


def _facts(row: WarningRow, why: SignalWhy | None) -> Iterator[Content]:
    yield content(
        Styled(privacy.name(row.client), "strong"),
        "  ",
        tier_badge(row.tier),
        "  ",
        i18n.say(EXPOSURE, amount=exposure(row.exposure_minor, row.currency)),
    )
    now: list[str | Styled] = []
    if why is not None and why.severity_now not in (None, row.severity):
        now = [f"  ({i18n.say(NOW)} ", severity_badge(str(why.severity_now)), ")"]
    yield content(severity_badge(row.severity), "  ", event(row), *now)
    due = (
        f"  {i18n.say(DUE, on=dates.month_day(row.answer_by))}" if row.answer_by and row.state.is_open else ""
    )
    yield content(f"{i18n.say(SINCE, on=dates.month_day(row.first_seen_on))}{due}")
    if row.state.is_open and row.escalated_on is not None:
        yield content(Styled(i18n.say(REPORTED, on=dates.month_day(row.escalated_on)), "overdue"))
    if row.state.is_open and row.snoozed_until is not None:
        until = i18n.say(ASLEEP, on=dates.month_day(row.snoozed_until))
        yield content(Styled(until, "strong"), f" {privacy.words(row.snooze_reason)}")
    if row.state is SignalState.PLANNED:
        measure = i18n.say(MEASURES[row.plan_measure]) if row.plan_measure in MEASURES else row.plan_measure
        day = dates.full(row.plan_due_on, i18n.language())
        yield content(Styled(i18n.say(PLAN), "muted"), f" {measure}  {day}  {privacy.words(row.plan_note)}")


def _evidence(why: SignalWhy) -> Iterator[Content]:
    """Return what the rule looked at, where its limits come from and what to do."""
    said = i18n.say(WHY, rule=why.signal.rule_id, version=why.signal.rule_version)
    yield content(Styled(glyphs.titled(said), "muted"))
    yield from (_input(one, why.signal.client) for one in why.inputs)
    yield from (_labelled(words, text) for words, text in _origins(why) if text)


def _input(one: WhyInput, client: str) -> Content:
    day = f"  {dates.month_day(one.as_of)}" if one.as_of else ""
    doubt = "" if one.met else f"  {i18n.say(NOT_KNOWN if one.met is None else NOT_MET)}"
    return content(privacy.about(i18n.say(one.said), client), Styled(f"{day}{doubt}", "muted"))


def _origins(why: SignalWhy) -> Iterator[tuple[Words, str]]:
    kind = RULE_SOURCES.get(why.source_kind)
    text = i18n.say(why.source)
    yield SOURCE, f"{i18n.say(kind)}: {text}" if kind is not None else text
    yield ADVICE, i18n.say(why.advice)
    yield RULES, why.rulebook


def _labelled(words: Words, text: str) -> Content:
    return content(Styled(i18n.say(words), "muted"), f" {text}")


def _history(steps: Sequence[SignalStep]) -> Iterator[Content]:
    if steps:
        yield content(Styled(glyphs.titled(i18n.say(HISTORY)), "muted"))
    for step in steps:
        done = i18n.say(SIGNAL_STEPS[step.kind]) if step.kind in SIGNAL_STEPS else step.kind
        by = privacy.name(step.by) if step.by and step.by != "system" else i18n.say(SYSTEM)
        yield content(f"{dates.month_day(step.on_day)} {by} {done} {step_note(step)}")


def step_note(step: SignalStep) -> str:
    """Return the note with the code of a measure, or of what was missing, said as a word."""
    if step.kind == "escalated" and step.note in MISSING:
        return i18n.say(MISSING[step.note])
    first, _, rest = step.note.partition(" ")
    known = MEASURES if step.kind == "planned" else {}
    return f"{i18n.say(known[first])} {privacy.words(rest)}" if first in known else privacy.words(step.note)


def exposure(minor: int | None, currency: str | None) -> str:
    """Return an exposure with its currency, `-` for unknown."""
    if minor is None or currency is None:
        return "-"
    return privacy.amount(amounts.short(minor, currency))
