"""Why a client has its tier: its score, the state machine, the caps, and what a person decided."""

from collections.abc import Iterator

from relmgr.domain.evaluation import Previous, Verdict
from relmgr.domain.explanation import Explanation, Line
from relmgr.domain.fact_words import said
from relmgr.domain.rules import Rulebook
from relmgr.domain.tier_words import tier_said
from relmgr.domain.tiers import MachineState
from relmgr.domain.values import Level, ReviewState, Tier
from relmgr.domain.why_score import why_score
from relmgr.words import Words

TIER = Words("分层", "Tier")
FLOORS = Words(
    "分界：{floors}，其余为 D；变层须越过分界 {margin} 分",
    "floors: {floors}, else D; a move needs {margin} beyond",
)
BEFORE = Words(
    "上期：模型 {tier}，距上次变动 {age} 期，升 {up} 期、降 {down} 期",
    "before: model {tier}, {age} evaluations since its last move, {up} up and {down} down in a row",
)
NEVER_MOVED = Words(
    "上期：模型 {tier}，尚未变动过，升 {up} 期、降 {down} 期",
    "before: model {tier}, never moved yet, {up} up and {down} down in a row",
)
AFTER = Words(
    "本期：模型 {tier}，升 {up}/{need_up}，降 {down}/{need_down}，至少间隔 {dwell} 期",
    "now: model {tier}, up {up} of {need_up}, down {down} of {need_down}, at least {dwell} between moves",
)
FROZEN = Words("本月不评分层，状态保持", "no tier evaluation this month: everything stays as it was")
FIRST = Words("首次评分，直接定层", "first score: the tier is set at once")
CAPPED = Words("封顶 {cap}：{why}", "capped at {cap}: {why}")
NO_CAP = Words("没有封顶", "no cap applies")
OVERRIDE = Words(
    "人工改层 {tier}，{first} 至 {last}；不能高于封顶",
    "a person set {tier} from {first} to {last}; never above the cap",
)
PUBLISHED = Words("公布层级 {tier}", "published tier {tier}")
PROPOSED = Words(
    "建议 {before} > {after}，等待客户经理决定", "{before} > {after} is proposed and waits for the manager"
)
CAP_CLASS, CAP_LEVEL = (
    Words("五级分类 {value}", "class {value}"),
    Words("风险级别 {value}", "risk level {value}"),
)
CAP_CATEGORY = Words("A 类项目未完成环社评估", "category A without a completed assessment")
LEVELS = {
    Level.GREEN: Words("绿", "green"),
    Level.YELLOW: Words("黄", "yellow"),
    Level.ORANGE: Words("橙", "orange"),
    Level.RED: Words("红", "red"),
    Level.UNKNOWN: Words("不明", "unknown"),
}


def why_tier(verdict: Verdict, previous: Previous, rules: Rulebook) -> Explanation:
    """Return how the published tier follows: score, state machine, caps, a person's override."""
    standing, decision = previous.standing, verdict.decision
    move = decision.move
    published = standing.tier if move is None or move.waits else move.to_tier
    override = standing.override
    said_tier = tier_said(
        published, verdict.machine.tier, override.expires if override else None, verdict.cap
    )
    lines = [
        *why_score(verdict, rules).lines,
        *_machine(verdict, previous.machine, rules),
        *_caps(verdict, rules),
    ]
    if override is not None:
        lines.append(Line(OVERRIDE.fill(tier=override.tier, first=override.created, last=override.expires)))
    lines.append(Line(PUBLISHED.fill(tier=published or "-")))
    waiting = standing.proposal
    if move is not None and move.waits:
        lines.append(Line(PROPOSED.fill(before=move.from_tier or "-", after=move.to_tier)))
    elif waiting is not None and waiting.state in (ReviewState.PENDING, ReviewState.POSTPONED):
        lines.append(Line(PROPOSED.fill(before=published or "-", after=waiting.to_tier)))
    score = why_score(verdict, rules).conclusion
    conclusion = Words(f"{said_tier.zh}；{score.zh}", f"{said_tier.en}; {score.en}")
    return Explanation(TIER, conclusion, verdict.facts.day, rules.version, tuple(lines))


def _machine(verdict: Verdict, before: MachineState, rules: Rulebook) -> Iterator[Line]:
    policy, now = rules.scorecard.tiers, verdict.machine
    floors = ", ".join(f"{tier.value} >= {floor:g}" for tier, floor in policy.floors)
    yield Line(FLOORS.fill(floors=floors, margin=f"{policy.margin:g}"))
    if before.tier is None:
        if now.tier is not None:
            yield Line(FIRST)
        return
    words = NEVER_MOVED if before.age is None else BEFORE
    yield Line(words.fill(tier=before.tier, age=before.age, up=before.up, down=before.down))
    if not rules.scorecard.calendar.is_due(before.tier, verdict.facts.day) or verdict.score.value is None:
        yield Line(FROZEN)
    yield Line(
        AFTER.fill(tier=now.tier, up=now.up, need_up=policy.confirm_up, down=now.down,
                   need_down=policy.confirm_down, dwell=policy.dwell)
    )  # fmt: skip


def _caps(verdict: Verdict, rules: Rulebook) -> Iterator[Line]:
    """Yield every cap with what it comes from; the worst of them counts."""
    caps, found = rules.scorecard.caps, False
    recorded = verdict.facts.text("asset_class")
    for asset_class, cap in caps.classes.items():
        if asset_class == recorded:
            found = True
            yield _cap(cap, CAP_CLASS, said("asset_class", recorded), "asset_class")
    if (level := verdict.risk.level) in caps.levels:
        found = True
        yield _cap(caps.levels[level], CAP_LEVEL, LEVELS[level])
    if (fact := verdict.facts.facts.get("ep_a_unassessed")) is not None and fact.value is True:
        found = True
        yield _cap(caps.unassessed_category_a, CAP_CATEGORY, Words("", ""), "ep_a_unassessed")
    if not found:
        yield Line(NO_CAP)


def _cap(cap: Tier, why: Words, value: Words, fact: str = "") -> Line:
    zh, en = why.zh.format(value=value.zh), why.en.format(value=value.en)
    return Line(Words(CAPPED.zh.format(cap=cap, why=zh), CAPPED.en.format(cap=cap, why=en)), fact=fact)
