"""What stands beside a tier change: every figure that makes it up, the thresholds, and what it changes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from textual.content import Content

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.cadence import CadenceMatrix
from relmgr.domain.fact_words import said
from relmgr.domain.rules import Rulebook
from relmgr.domain.tier_overrides import REASONS
from relmgr.domain.tier_words import reason_said
from relmgr.domain.tiers import TierPolicy, rank
from relmgr.domain.values import Tier
from relmgr.queries.tier_changes import TierChangeRow
from relmgr.queries.tier_overrides import OverrideRow
from relmgr.queries.tier_story import tier_story
from relmgr.queries.why_tier import TierWhy, WhyLine
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled, content, lines
from relmgr.widgets.cells import fit
from relmgr.words import Words

MILLION = 1_000_000
UP, DOWN = Words("升", "UP"), Words("降", "DOWN")
FIRST = Words("首次", "first")
REASON, POSTPONED_TO = Words("理由", "Reason"), Words("暂缓至 {on}", "postponed to {on}")
HEAD = (Words("指标", "KPI"), Words("上期", "before"), Words("本期", "now"), Words("权重", "weight"),
        Words("影响", "effect"))  # fmt: skip
WIDTHS = (16, 10, 10, 6, 7)
TOTAL = Words("合计", "Total")
KNOWN = Words("{kpi} 有无", "{kpi} known")
THRESHOLD = Words("阈值 {tier} >= {floor}   距离 {margin}", "{tier} needs >= {floor}: margin {margin}")
EDGE = Words("(边缘: 在 {margin} 分缓冲之内)", "(edge: within the {margin}-point buffer)")
CYCLE = Words("影响: 拜访周期 {old}天 > {new}天", "Effect: visit cycle {old}d > {new}d")
SAME_CYCLE = Words("影响: 拜访周期不变 ({new}天)", "Effect: visit cycle stays {new}d")
COVERAGE = Words("数据覆盖 {n}% (需 {needed}%)", "data coverage {n}% (needs {needed}%)")
LACKING, STALE, MISSING = (
    Words("缺: {what}", "lacking: {what}"),
    Words("过期", "too old"),
    Words("缺失", "missing"),
)
TARGET = Words("改层 {tier}", "override to {tier}")
TERM = Words("{since} 至 {until}", "{since} to {until}")
AUTHOR = Words("经办 {name}", "by {name}")
MODEL_THEN = Words("模型：当时 {then}，现在 {now}", "model: then {then}, now {now}")
MODEL = Words("模型 {version}  数据截至 {on}", "model {version}  data to {on}")


def change_word(row: TierChangeRow) -> str:
    """Return `B > A 升` or `B>A UP`: the direction is a word, not a colour."""
    if row.from_tier is None:
        return f"{row.to_tier} {i18n.say(FIRST)}"
    way = i18n.say(UP if row.is_up else DOWN)
    arrow = " > " if i18n.language() == "zh" else ">"
    return f"{row.from_tier}{arrow}{row.to_tier or '-'} {way}"


def points(e6: int | None, *, sign: bool = False) -> str:
    """Return millionths of a point with one decimal, `-` for unknown."""
    if e6 is None:
        return "-"
    return f"{e6 / MILLION:+.1f}" if sign else f"{e6 / MILLION:.1f}"


def tier_detail(row: TierChangeRow, why: TierWhy | None, rules: Rulebook) -> Content:
    """Return the figures of a change, which sum to it, then thresholds, effect and what is not known."""
    by_kpi = {line.kpi: line for line in why.lines} if why is not None else {}
    return lines(
        _line("strong", f"{privacy.name(row.client)}  {change_word(row)}"),
        *_decision(row),
        *_table(row, by_kpi),
        *_threshold(row, rules.scorecard.tiers),
        *_effect(row, rules.cadence.matrix),
        *(_coverage(why) if why is not None else ()),
        *(_story(why) if why is not None else ()),
    )


def override_detail(row: OverrideRow, why: TierWhy | None, rate: Sequence[str]) -> Content:
    """Return an override with its reason, what the model said and says, what decides the tier, and the rate."""
    model = i18n.say(MODEL_THEN, then=row.model_tier or "-", now=row.model_now or "-")
    parts = [
        _line("strong", f"{privacy.name(row.client)}  {i18n.say(TARGET, tier=row.target_tier)}"),
        content(i18n.say(TERM, since=row.from_on, until=row.expires_on)),
        content(
            Styled(i18n.say(REASON), "muted"),
            f" {i18n.say(REASONS[row.reason_code])}: {privacy.words(row.reason)}",
        ),
        content(i18n.say(AUTHOR, name=privacy.name(row.author))),
        content(model),
    ]
    story = _story(why, with_override=False) if why is not None else ()
    return lines(*parts, *story, *(content(text) for text in rate))


def story_said(why: TierWhy, *, with_override: bool = True) -> list[str]:
    """Return what decides a tier as sentences; the mask hides who overrode it and the reason in words."""
    standing = why.standing
    hidden = (standing.override_author or "", standing.override_reason or "") if standing is not None else ()
    return [privacy.about(i18n.say(words), *hidden) for words in tier_story(why, with_override=with_override)]


def _story(why: TierWhy, *, with_override: bool = True) -> Iterator[Content]:
    for text in story_said(why, with_override=with_override):
        yield _line("muted", text)


def _line(style: str, text: str) -> Content:
    return content(Styled(text, style))


def _decision(row: TierChangeRow) -> Iterator[Content]:
    if row.postponed_until is not None:
        yield content(i18n.say(POSTPONED_TO, on=row.postponed_until))
    if row.reason_code or row.reason:
        code = i18n.say(reason_said(row.reason_code)) if row.reason_code else ""
        yield content(Styled(i18n.say(REASON), "muted"), f" {code} {privacy.words(row.reason)}")


def _table(row: TierChangeRow, known: Mapping[str, WhyLine]) -> Iterator[Content]:
    """Return one line a term and the total; rounding each does not change that they sum in millionths."""
    yield _line("muted", _cells(*(i18n.say(words) for words in HEAD)))
    for term in row.terms:
        if term["kind"] == "card":
            yield _line("muted", _title(term))
            continue
        yield content(_cells(*_term(term, known.get(term["kpi"]))))
    change = None if row.score0_e6 is None or row.score_e6 is None else row.score_e6 - row.score0_e6
    total = (i18n.say(TOTAL), points(row.score0_e6), points(row.score_e6), "", points(change, sign=True))
    yield _line("strong", _cells(*total))


def _term(term: Mapping[str, Any], line: WhyLine | None) -> tuple[str, str, str, str, str]:
    title = _title(term)
    if term["kind"] == "coverage":
        title = i18n.say(KNOWN, kpi=title)
    fact = line.fact if line is not None else ""
    before, now = (i18n.say(said(fact, term[name])) for name in ("raw0", "raw1"))
    weight = f"{line.weight:.0%}" if line is not None else ""
    return title, before, now, weight, points(term["points_e6"], sign=True)


def _title(term: Mapping[str, Any]) -> str:
    stored = term.get("title") or {}
    return str(stored.get(i18n.language(), term["kpi"]))


def _cells(*texts: str) -> str:
    cells = [
        fit(text, width, right=place > 0)
        for place, (text, width) in enumerate(zip(texts, WIDTHS, strict=True))
    ]
    return " ".join(cells)


def _threshold(row: TierChangeRow, policy: TierPolicy) -> Iterator[Content]:
    """Return how far the score is inside the better of the two tiers, or below it."""
    tiers = [tier for tier in (row.from_tier, row.to_tier) if tier is not None]
    better = min(tiers, key=rank)
    floor = dict(policy.floors).get(better)
    if row.score_e6 is None or floor is None:
        return
    margin = row.score_e6 - round(floor * MILLION)
    edge = (
        f"  {i18n.say(EDGE, margin=f'{policy.margin:g}')}" if abs(margin) <= policy.margin * MILLION else ""
    )
    yield content(
        i18n.say(THRESHOLD, tier=better, floor=f"{floor:g}", margin=points(margin, sign=True)) + edge
    )


def _effect(row: TierChangeRow, matrix: CadenceMatrix) -> Iterator[Content]:
    """Return the contact interval that follows from the tier alone; risk may shorten it further."""
    old = matrix.unrated if row.from_tier is None else matrix.tiers[Tier(row.from_tier)]
    new = matrix.unrated if row.to_tier is None else matrix.tiers[Tier(row.to_tier)]
    yield content(i18n.say(SAME_CYCLE if old == new else CYCLE, old=old, new=new))


def _coverage(why: TierWhy) -> Iterator[Content]:
    now = why.evaluation
    covered = i18n.say(COVERAGE, n=now.coverage_e6 // 10_000, needed=why.coverage_needed_e6 // 10_000)
    lacking = [
        f"{i18n.say(one.title)} {i18n.say(STALE if one.state == 'stale' else MISSING)}" for one in why.missing
    ]
    comma = "、" if i18n.language() == "zh" else ", "
    yield content(f"{covered}  {i18n.say(LACKING, what=comma.join(lacking)) if lacking else ''}")
    yield _line("muted", i18n.say(MODEL, version=now.model_version, on=dates.month_day(now.as_of)))
