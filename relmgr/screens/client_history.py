"""How a client was tiered and what its figures were."""

from collections.abc import Sequence
from datetime import date

from relmgr import i18n
from relmgr.domain.metric_codes import BY_CODE
from relmgr.domain.tier_words import reason_said
from relmgr.domain.tiers import rises
from relmgr.domain.value_words import REVIEW_STATES, SYSTEM
from relmgr.domain.values import ReviewState, Tier, Unit
from relmgr.queries.client_page import MetricRow, TierStep
from relmgr.screens.client_view import View, amount, day, nothing, unknown
from relmgr.widgets import glyphs, privacy
from relmgr.widgets.badges import Styled, tier_badge
from relmgr.widgets.line_list import Line, cell, heading, note
from relmgr.widgets.step_chart import step_chart
from relmgr.words import Words

TIER_TITLE = Words("分层历史 (季)", "Tier by quarter")
WHY = Words("Enter 看依据", "Enter: why")
NOW = Words("现为 {tier} 层，自 {on}", "tier {tier} since {on}")
NOW_BESIDE_MODEL = Words("现为 {tier}，自 {on}", "tier {tier} since {on}")
NOT_RATED = Words("还没有分层。", "Not rated yet.")
UP, DOWN, NEW = Words("升", "UP"), Words("降", "DOWN"), Words("首次", "first")
SCORES, NO_SCORES = Words("月度评分", "Monthly score"), Words("还没有评分。", "No scores yet.")
KPI_TITLE, NO_METRICS = (
    Words("KPI (最新期)", "KPIs (latest)"),
    Words("没有指标数据。", "No figures on record."),
)
YEAR, STEP = Words("同比", "y/y"), Words("环比", "p/p")
QUARTERS, MONTHS_SHOWN = 8, 6
OPEN = (ReviewState.PENDING, ReviewState.POSTPONED)


def quarters(steps: Sequence[TierStep], current: Tier | None, today: date) -> list[tuple[str, Tier | None]]:
    """Return the tier at the end of each of the last quarters, the running one last."""
    accepted = sorted(
        (s for s in steps if s.state is ReviewState.ACCEPTED and s.decided_on is not None),
        key=lambda s: s.decided_on or today,
    )
    first = accepted[0].from_tier if accepted else None
    found: list[tuple[str, Tier | None]] = []
    for back in range(QUARTERS - 1, -1, -1):
        year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 - back, 4)
        after = date(year + (quarter == 3), (quarter * 3 + 3) % 12 + 1, 1)
        tier = first
        for step in accepted:
            if step.decided_on is not None and step.decided_on < after:
                tier = step.to_tier
        found.append((f"Q{quarter + 1}", tier))
    if not accepted or current is not None:
        found[-1] = (found[-1][0], current)
    return found


def tier_history(view: View) -> list[Line]:
    """Return the steps as a chart, the present tier and what waits for a decision."""
    profile = view.page.profile
    lines = [heading(f"{i18n.say(TIER_TITLE)}   {i18n.say(WHY)}")]
    lines += [note(" ", text) for text in step_chart(quarters(view.page.tiers, profile.tier, view.today))]
    if profile.tier is None:
        lines.append(view.row("why_tier", "", Styled(i18n.say(NOT_RATED), "muted")))
    else:
        on = profile.tier_since_on or i18n.say(Words("不明", "unknown"))
        said = profile.tier if view.page.standing is None else i18n.say(view.page.standing.said)
        words = NOW if said == profile.tier else NOW_BESIDE_MODEL
        lines.append(view.row("why_tier", "", i18n.say(words, tier=said, on=on)))
    lines += [_step(view, step) for step in view.page.tiers if step.state in OPEN]
    return lines


def all_tiers(view: View) -> list[Line]:
    """Return the chart and every proposed and decided change, newest first."""
    decided = [_step(view, step) for step in view.page.tiers if step.state not in OPEN]
    return [*tier_history(view), *decided]


def change_text(step: TierStep) -> str:
    """Return `B > A 升`."""
    if step.from_tier is None:
        return f"{step.to_tier} {i18n.say(NEW)}"
    way = UP if rises(step.from_tier, step.to_tier) else DOWN
    return f"{step.from_tier} > {step.to_tier or '-'} {i18n.say(way)}"


def _step(view: View, step: TierStep) -> Line:
    score = unknown() if step.score_e6 is None else f"{step.score_e6 / 1_000_000:.1f}"
    return view.row(
        "tier" if step.state in OPEN else "tier_step",
        step.id,
        cell(day(step.decided_on or step.proposed_on), 10),
        cell(Styled(change_text(step), "strong"), 10),
        cell(score, 7, right=True),
        cell(i18n.say(REVIEW_STATES[step.state]), 10),
        f"{_who(step.decided_by)} {privacy.words(step.reason) or i18n.say(reason_said(step.reason_code))}".strip(),
    )


def _who(name: str) -> str:
    return i18n.say(SYSTEM) if name == "system" else privacy.name(name)


def scores(view: View) -> list[Line]:
    """Return the score of the last months with the tier the model gave."""
    lines = [heading(i18n.say(SCORES))]
    points = view.page.scores[-12:]
    if not points:
        return [*lines, nothing(NO_SCORES)]
    for point in reversed(points):
        score = unknown() if point.score_e6 is None else f"{point.score_e6 / 1_000_000:.1f}"
        bar = "" if point.score_e6 is None else glyphs.bar(point.score_e6 // 5_000_000)
        parts = (
            cell(point.period, 8),
            cell(score, 7, right=True),
            cell(tier_badge(point.model_tier), 3),
            bar,
        )
        lines.append(view.row("why_tier", point.period, *parts))
    return lines


def overview_metrics(view: View) -> list[Line]:
    """Return the latest value of every figure with its change."""
    return [heading(i18n.say(KPI_TITLE)), *_metrics(view, with_past=False)]


def all_metrics(view: View) -> list[Line]:
    """Return the latest value of every figure, its change, and the periods before it."""
    return [heading(i18n.say(KPI_TITLE)), *_metrics(view, with_past=True)]


def _metrics(view: View, *, with_past: bool) -> list[Line]:
    series: dict[tuple[str, str], list[MetricRow]] = {}
    for metric in view.page.metrics:
        series.setdefault((metric.code, metric.currency), []).append(metric)
    order = {code: place for place, code in enumerate(BY_CODE)}
    keys = sorted(series, key=lambda k: (order.get(k[0], len(order)), k))
    if not keys:
        return [nothing(NO_METRICS)]
    lines = []
    for code, currency in keys:
        rows = series[code, currency]
        lines.append(view.row("metric", f"{code}:{currency}", *_metric(view, rows)))
        if with_past and len(rows) > 1:
            past = "  ".join(f"{m.period} {_value(m)}" for m in rows[1:MONTHS_SHOWN])
            lines.append(note("   ", Styled(past, "muted")))
    return lines


def _metric(view: View, rows: Sequence[MetricRow]) -> tuple[str | Styled, ...]:
    newest = rows[0]
    wide = 16 if view.language == "zh" else 21
    return (
        cell(metric_name(newest.code), wide),
        cell(_value(newest), 14, right=True),
        cell(newest.period, 8),
        delta(rows),
    )


def metric_name(code: str) -> str:
    """Return what a figure is called; an unknown code is shown as it was imported."""
    spec = BY_CODE.get(code)
    return code if spec is None else i18n.say(Words(spec.zh[0], spec.en[0]))


def _value(metric: MetricRow) -> str:
    if metric.unit is Unit.MINOR:
        shown = amount(metric.value, metric.currency)
        return shown if isinstance(shown, str) else shown.text
    if metric.unit is Unit.E6:
        return privacy.amount(f"{metric.value / 10_000:.1f}%")
    return f"{metric.value:,}"


def delta(rows: Sequence[MetricRow]) -> str:
    """Return the change from the same period a year ago, else from the period before: `+8% 同比`.

    Shares change in percentage points; there is no percentage of nothing or of a negative figure.
    """
    newest = rows[0]
    year_ago = f"{int(newest.period[:4]) - 1}{newest.period[4:]}" if newest.period[:4].isdigit() else ""
    past = next((m for m in rows[1:] if m.period == year_ago), None)
    base, words = (past, YEAR) if past else (rows[1] if len(rows) > 1 else None, STEP)
    if base is None:
        return ""
    difference = newest.value - base.value
    if newest.unit is Unit.E6:
        return f"{difference / 10_000:+.1f}pp {i18n.say(words)}"
    if base.value <= 0:
        return ""
    size = (200 * abs(difference) + base.value) // (2 * base.value)
    return f"{'-' if difference < 0 else '+'}{size}% {i18n.say(words)}"
