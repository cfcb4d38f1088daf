"""Why a client has its score: every KPI with its raw value, its band, its weight and its share of the sum."""

from itertools import pairwise
from math import log

from relmgr.domain.evaluation import Verdict
from relmgr.domain.explanation import Explanation, Line
from relmgr.domain.fact_words import said
from relmgr.domain.rules import Rulebook
from relmgr.domain.scorecards import Interpolation, Kpi, Part
from relmgr.words import Words

SCORE = Words("得分", "Score")
SCORED = Words(
    "{score} 分，数据覆盖 {coverage}（需 {needed}）",
    "{score} points, data coverage {coverage} (needs {needed})",
)
NO_SCORE = Words(
    "数据不足，不出分：覆盖 {coverage}，需 {needed}",
    "not enough data for a score: coverage {coverage}, needs {needed}",
)
KNOWN = Words(
    "{title}：{raw} -> {points} 分 x 权重 {weight} = {share}",
    "{title}: {raw} -> {points} points x weight {weight} = {share}",
)
MISSING = Words("{title}：没有数据，权重分给其他指标", "{title}: not known, its weight goes to the others")
STALE = Words(
    "{title}：{raw}（{on}）已过期，按缺失处理", "{title}: {raw} ({on}) is too old and counts as missing"
)
SUM = Words("合计 {sum} = 得分", "sum {sum} = the score")
BAND = Words(
    "分档 {x0} = {y0} 分，{x1} = {y1} 分：{y0} + ({what} - {from_}) / ({to} - {from_}) x ({y1} - {y0}) = {y}",
    "band {x0} = {y0} points, {x1} = {y1} points: "
    "{y0} + ({what} - {from_}) / ({to} - {from_}) x ({y1} - {y0}) = {y}",
)
ENDS = Words("超出分档，取端点 {x} = {y} 分", "outside the bands: the end {x} = {y} points")
CARD = Words("评分卡 {card}，版本 {version}", "scorecard {card}, version {version}")


def why_score(verdict: Verdict, rules: Rulebook) -> Explanation:
    """Return what the score is made of: for each KPI the raw value, the band, the weight, and the sum."""
    score, card = verdict.score, verdict.card
    values = {"coverage": f"{score.coverage:.0%}", "needed": f"{card.coverage:.0%}"}
    conclusion = (
        NO_SCORE.fill(**values) if score.value is None else SCORED.fill(score=f"{score.value:.2f}", **values)
    )
    lines = [_kpi(kpi, part, verdict) for kpi, part in zip(card.kpis, score.parts, strict=True)]
    if score.value is not None:
        lines.append(Line(SUM.fill(sum=f"{sum(part.share for part in score.parts):.2f}")))
    lines.append(Line(CARD.fill(card=card.name, version=rules.scorecard.version)))
    return Explanation(SCORE, conclusion, verdict.facts.day, rules.version, tuple(lines))


def _kpi(kpi: Kpi, part: Part, verdict: Verdict) -> Line:
    if part.points is None or part.raw is None:
        old = verdict.facts.stale.get(kpi.fact)
        if old is None:
            return Line(_titled(MISSING, kpi), fact=kpi.fact)
        return Line(_titled(STALE, kpi, raw=said(kpi.fact, _plain(old.value)), on=old.as_of), fact=kpi.fact)
    text = _titled(
        KNOWN,
        kpi,
        raw=said(kpi.fact, part.raw),
        points=f"{part.points:.2f}",
        weight=f"{part.weight:.2%}",
        share=f"{part.share:.2f}",
    )
    return Line(text, (Line(_band(kpi, part.raw, part.points)),), fact=kpi.fact)


def _plain(value: object) -> object:
    return getattr(value, "value", value)


def _titled(words: Words, kpi: Kpi, **values: object) -> Words:
    both = [{k: v[i] if isinstance(v, Words) else v for k, v in values.items()} for i in (0, 1)]
    return Words(
        words.zh.format(title=kpi.title.zh, **both[0]), words.en.format(title=kpi.title.en, **both[1])
    )


def _band(kpi: Kpi, raw: float, points: float) -> Words:
    """Return the piece of the band a raw value lies on, with the numbers put in."""
    for (x0, y0), (x1, y1) in pairwise(kpi.knots):
        if x0 <= raw <= x1:
            is_log = kpi.interpolation is Interpolation.LOG
            what, start, end = (log(v) if is_log else v for v in (raw, x0, x1))
            sign = "ln " if is_log else ""
            return BAND.fill(
                x0=f"{x0:g}", y0=f"{y0:g}", x1=f"{x1:g}", y1=f"{y1:g}", y=f"{points:.2f}",
                what=f"{sign}{raw:.6g}" if is_log else f"{what:.6g}",
                from_=f"{sign}{x0:g}" if is_log else f"{start:g}",
                to=f"{sign}{x1:g}" if is_log else f"{end:g}",
            )  # fmt: skip
    x, y = kpi.knots[0] if raw < kpi.knots[0][0] else kpi.knots[-1]
    return ENDS.fill(x=f"{x:g}", y=f"{y:g}")
