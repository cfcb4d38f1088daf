"""A verdict explained line by line."""

from collections.abc import Iterator

from rich.cells import cell_len

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.value_words import RULE_SOURCES, SIGNAL_STEPS, SYSTEM
from relmgr.queries.why import SignalWhy, WhyInput
from relmgr.queries.why_tier import Threshold, TierWhy, WhyLine
from relmgr.screens.client_view import unknown
from relmgr.screens.tier_detail import story_said
from relmgr.screens.warning_detail import step_note
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled, severity_badge
from relmgr.widgets.line_list import Line, cell, note
from relmgr.widgets.wrapping import wrapped
from relmgr.words import Words

MILLION = 1_000_000
SINCE = Words("{on} 起", "since {on}")
SUBJECT, RULE = Words("对象", "about"), Words("规则", "rule")
SOURCE, ADVICE = Words("来源", "source"), Words("建议", "advice")
INPUTS, DONE = Words("输入", "inputs"), Words("处置", "history")
NOT_MET = Words("未满足", "not met")
SCORE = Words("{period} 得分 {score}，数据覆盖 {coverage}%（需 {needed}%）",
              "{period} score {score}, data coverage {coverage}% (needs {needed}%)")  # fmt: skip
MODEL = Words("模型 {version}，数据截至 {on}", "model {version}, data as of {on}")
COLUMNS = (Words("指标", "KPI"), Words("数值", "Value"), Words("得分", "Points"), Words("权重", "Weight"),
           Words("贡献", "Share"))  # fmt: skip
MISSING, STALE = Words("缺失", "missing"), Words("过期", "stale")
CHANGED = Words("比上期", "since the month before")
UP, DOWN = Words("升 {tier}", "up to {tier}"), Words("降 {tier}", "down to {tier}")
DISTANCE = Words("需 {score}，距 {distance}，已确认 {months}/{needed} 个月",
                 "at {score}, {distance} away, confirmed {months}/{needed} months")  # fmt: skip


def _row(*parts: str | Styled) -> Line:
    return note(" ", *parts)


def warning(why: SignalWhy, width: int) -> list[Line]:
    """Return the facts behind a warning."""
    signal = why.signal
    since = i18n.say(SINCE, on=dates.full(signal.first_seen_on, i18n.language()))
    lines = [
        _row(
            severity_badge(signal.severity),
            "  ",
            Styled(privacy.about(i18n.say(why.title), signal.client), "strong"),
            f"  {since}",
        ),
    ]
    if why.subject:
        lines.append(_labelled(SUBJECT, privacy.about(why.subject, signal.client)))
    lines += [line for one in why.inputs for line in _input(one, width)]
    kind = RULE_SOURCES.get(why.source_kind)
    source = f"{i18n.say(kind)}: {i18n.say(why.source)}" if kind else i18n.say(why.source)
    lines.append(_labelled(RULE, f"{signal.rule_id} v{signal.rule_version}   {why.rulebook}"))
    for words, text in ((SOURCE, source), (ADVICE, i18n.say(why.advice))):
        lines += [
            _labelled(words if not n else None, piece) for n, piece in enumerate(wrapped(text, width - 14))
        ]
    for step in why.history:
        said = i18n.say(SIGNAL_STEPS[step.kind]) if step.kind in SIGNAL_STEPS else step.kind
        by = i18n.say(SYSTEM) if step.by in ("", "system") else privacy.name(step.by)
        lines.append(_labelled(DONE, f"{dates.month_day(step.on_day)} {by} {said} {step_note(step)}"))
    return lines


def _labelled(words: Words | None, text: str) -> Line:
    label = i18n.say(words) if words is not None else ""
    return _row(cell(Styled(label, "muted"), 8), text)


def _input(one: WhyInput, width: int) -> Iterator[Line]:
    """Yield what a condition found; its day and whether it holds stand behind it, or below where there is no room."""
    day = f"  {dates.month_day(one.as_of)}" if one.as_of else ""
    state = f"  {unknown().text}" if one.met is None else "" if one.met else f"  {i18n.say(NOT_MET)}"
    label = cell(Styled(i18n.say(INPUTS), "muted"), 8)
    *before, last = wrapped(i18n.say(one.said), width - 14) or [""]
    behind = Styled(day + state, "muted")
    if cell_len(last + behind.text) > width - 12:
        before, last = [*before, last], ""
    for text in before:
        yield _row(label, text)
        label = cell("", 8)
    yield _row(label, last, behind)


def tier(why: TierWhy, width: int) -> list[Line]:
    """Return what the score is made of, what changed and how near other tiers are."""
    now = why.evaluation
    score = i18n.say(SCORE, period=now.period, score=points(now.score_e6), coverage=now.coverage_e6 // 10_000,
                     needed=why.coverage_needed_e6 // 10_000)  # fmt: skip
    name = min(30, max(16, width - 60))
    titles = [Styled(i18n.say(words), "muted") for words in COLUMNS]
    lines = [
        _row(Styled(score, "strong")),
        _row(
            cell(titles[0], name),
            cell(titles[1], 16, right=True),
            *(cell(t, 8, right=True) for t in titles[2:]),
        ),
        *(_kpi(line, name) for line in why.lines),
    ]
    for term in why.terms:
        said = f"{term.points_e6 / MILLION:+.1f}  {i18n.say(term.title)}"
        lines.append(
            _row(cell(Styled(i18n.say(CHANGED), "muted"), 8 if i18n.language() == "zh" else 24), said)
        )
    for words, threshold in ((UP, why.up), (DOWN, why.down)):
        if threshold is not None:
            lines.append(_row(_threshold(words, threshold)))
    model = i18n.say(MODEL, version=now.model_version, on=now.as_of)
    story = [_row(line) for said in story_said(why) for line in wrapped(said, width - 4)]
    return [*lines, *story, _row(Styled(model, "muted"))]


def points(e6: int | None) -> str:
    """Return millionths of a point with one decimal, or the word for unknown."""
    return unknown().text if e6 is None else f"{e6 / MILLION:.1f}"


def _kpi(line: WhyLine, name: int) -> Line:
    value: str | Styled = i18n.say(line.said) if line.raw is not None else unknown()
    state = {"missing": MISSING, "stale": STALE}.get(line.state)
    return _row(
        cell(i18n.say(line.title), name),
        cell(value, 16, right=True),
        cell(unknown() if line.points is None else f"{line.points:.1f}", 8, right=True),
        cell(f"{line.weight:.0%}" if line.weight <= 1 else f"{line.weight:.0f}", 8, right=True),
        cell("-" if line.share_e6 is None else f"{line.share_e6 / MILLION:.1f}", 8, right=True),
        Styled(i18n.say(state) if state else "", "muted"),
    )


def _threshold(words: Words, threshold: Threshold) -> str:
    detail = i18n.say(
        DISTANCE,
        score=points(threshold.score_e6),
        distance=points(abs(threshold.distance_e6)),
        months=threshold.months_confirmed,
        needed=threshold.months_needed,
    )
    return f"{i18n.say(words, tier=threshold.tier)}: {detail}"
