"""The verdict on a block of clients, made in the order in which `domain.evaluation.judge` makes one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from relmgr.columnar.arrays import DOUBT, Bools, Floats, Ints, Small
from relmgr.columnar.block import Block, FactColumns, Machines
from relmgr.columnar.cards import card_names, score_by_card
from relmgr.columnar.findings import Found, Warned, coverage_of, find
from relmgr.columnar.monthly_facts import LINE_USE, MADE_HERE, MonthlyFacts, months_kept
from relmgr.columnar.scores import Scores
from relmgr.columnar.text_codes import text_code
from relmgr.columnar.tiers import once_each, step
from relmgr.domain.cadence import cadence
from relmgr.domain.composite import Bands
from relmgr.domain.conditions import SLACK
from relmgr.domain.periods import month_on, month_text
from relmgr.domain.review import Month, Standing, decide
from relmgr.domain.rules import Rulebook
from relmgr.domain.signals import Look, Scope, Step
from relmgr.domain.strategies import read_intervals, shortest_interval
from relmgr.domain.tiers import MachineState
from relmgr.domain.values import AssetClass, Level, Tier

TIERS: Final = tuple(Tier)
LEVELS: Final = (Level.GREEN, Level.YELLOW, Level.ORANGE, Level.RED, Level.UNKNOWN)
UNKNOWN_LEVEL: Final = 4
CLASS_OF: Final = {text_code(asset_class.value): asset_class for asset_class in AssetClass}
FULL_SCORE: Final = 100
MARKS: Final = 2**31 - 1


READ_DIRECTLY: Final = frozenset(
    {
        "asset_class",
        "class_floor",
        "days_since_contact",
        "ep_a_unassessed",
        "ifrs_stage",
        "is_project",
        "own_cadence_days",
        "phase",
        "raroc",
        "segment_intervals",
    }
)
"""Facts that a verdict reads without a condition or a KPI."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Everything one evaluation says of a block when no earlier warning is open.

    `level` is a place in `LEVELS`; `cards` are names and each client's place among them, `caps` places in
    `TIERS`; `marks` stand for card, cap, class floor and stage; `facts` are all that was read; `moves` tells whose
    published tier has to be decided on; `hits` who has a warning; `doubtful` whose verdict hangs on the last
    bit of a logarithm and is to be judged alone; `interval` is the contact interval in days.
    """

    scores: Scores
    cards: tuple[Sequence[str], Ints]
    machines: Machines
    facts: FactColumns
    caps: Small
    found: tuple[Found, ...]
    rule_coverage: Floats
    points: Ints
    level: Small
    marks: Ints
    moves: Bools
    hits: Bools
    doubtful: Bools
    interval: Floats


def named_facts(rules: Rulebook) -> set[str]:
    """Return every fact that a verdict under these rules reads."""
    names = {kpi.fact for card in rules.scorecard.cards.values() for kpi in card.kpis}
    for rung in _rungs(rules):
        for condition in rung.conditions:
            names |= {condition.fact, condition.than_fact or condition.fact}
    return names | READ_DIRECTLY


def _most_full(rules: Rulebook) -> int:
    """Return from how many months with a full line on every rule answers alike; more need not be counted."""
    conditions = [
        one for rung in _rungs(rules) for one in rung.conditions if LINE_USE in (one.fact, one.than_fact)
    ]
    scored = any(kpi.fact == LINE_USE for card in rules.scorecard.cards.values() for kpi in card.kpis)
    if scored or not all(isinstance(one.than, int | float) for one in conditions):
        return months_kept(rules.warnings)
    return max((int(one.than) + 2 for one in conditions if isinstance(one.than, int | float)), default=0)


def _rungs(rules: Rulebook) -> Iterator[Step]:
    for look in (*rules.warnings.early, *rules.warnings.late, *rules.warnings.trials):
        yield from look.steps


def understands(rules: Rulebook) -> bool:
    """Tell whether arrays can judge by these rules: a seasonal detector needs more months than columns keep."""
    return not rules.warnings.detector.seasonal


Texts = Mapping[float, str]
"""Texts by their code, for facts that have to be read and not only compared."""


def judge_block(block: Block, rules: Rulebook, day: date, texts: Texts) -> Verdicts:
    """Return the verdicts on a block of clients on a day."""
    doubtful = np.zeros(block.size, np.bool_)
    facts = dict(block.facts)
    facts |= MonthlyFacts(block, rules.warnings, day, doubtful, _most_full(rules)).of(
        named_facts(rules) & MADE_HERE
    )
    return _judge(block, facts, rules, day, doubtful, texts)


def _judge(
    block: Block, facts: dict[str, Floats], rules: Rulebook, day: date, doubtful: Bools, texts: Texts
) -> Verdicts:
    size = block.size
    cards = card_names(block, facts, rules)
    scores = score_by_card(cards, block, facts, rules)
    due = _machine_due(block.machines, rules, day)
    machines = step(block.machines, np.where(due, scores.value, np.nan), rules.scorecard.tiers, doubtful)
    early = find(rules.warnings.early, block, facts)
    risk = _level(Warned.by(early, size, Scope.RISK), np.ones(size), rules.warnings.bands)
    published, caps, moves = _decisions(block, machines, facts, risk, rules, day)
    strategic = _with_strategy(facts, texts, published, risk, size)
    interval, late = _late(rules.warnings.late, block, strategic, rules, published, risk)
    found = (*early, *late)
    coverage = coverage_of(found, size)
    warned = Warned.by(found, size)
    return Verdicts(
        scores=scores,
        cards=cards,
        machines=machines,
        facts=facts,
        caps=caps,
        found=found,
        rule_coverage=coverage,
        points=np.minimum(warned.points(), FULL_SCORE),
        level=_level(warned, coverage, rules.warnings.bands),
        marks=_marks(cards, caps, facts, rules, size),
        moves=moves,
        hits=warned.hits | _on_trial(rules, block, facts),
        doubtful=doubtful,
        interval=interval,
    )


def _machine_due(machines: Machines, rules: Rulebook, day: date) -> Bools:
    """Tell whose tier is evaluated in the month of a day."""
    calendar = rules.scorecard.calendar
    due = [calendar.is_due(tier, day) for tier in (*TIERS, None)]
    return np.array(due)[machines.tier]


def _level(warned: Warned, coverage: Floats, bands: Bands) -> Small:
    points = np.minimum(warned.points(), FULL_SCORE)
    band = np.where(points >= bands.red, 3, np.where(points >= bands.orange, 2, 0))
    level = np.maximum(warned.worst, band).astype(np.int8)
    level[(coverage < bands.coverage - SLACK) & (level == 0)] = UNKNOWN_LEVEL
    return level


def _decisions(
    block: Block, machines: Machines, facts: dict[str, Floats], level: Small, rules: Rulebook, day: date
) -> tuple[Small, Small, Bools]:
    """Return the published tiers after moves that act at once, their caps, and who moves at all."""
    caps, period = rules.scorecard.caps, month_text(month_on(day))

    def decided(
        now: float, capped: float, model: float, coded: float, risk: float, unassessed: float
    ) -> tuple[int, int, bool]:
        tier = None if model < 0 else TIERS[int(model)]
        cap = caps.best(CLASS_OF.get(coded), LEVELS[int(risk)], unassessed=bool(unassessed == 1))
        standing = Standing(None if now < 0 else TIERS[int(now)], bool(capped))
        month = Month(day, period, MachineState(tier), tier, rules.scorecard.rejected_days)
        move = decide(standing, month, cap).move
        tier = standing.tier if move is None or move.waits else move.to_tier
        return -1 if tier is None else TIERS.index(tier), TIERS.index(cap), move is not None

    asset_class = _column(facts, "asset_class", block.size)
    unassessed = _column(facts, "ep_a_unassessed", block.size)
    before = block.standings
    columns = (before.tier, before.capped, machines.tier, asset_class, level, unassessed)
    answers, places = once_each(columns, decided)
    tiers, found, moves = (np.array(part)[places] for part in zip(*answers, strict=True))
    return tiers.astype(np.int8), found.astype(np.int8), moves.astype(np.bool_)


def mark_of(model: str, card: str, cap: str | None, floor: str | None, stage: int | None) -> int:
    """Return a number that stands for what an evaluation keeps beside its figures; `model` versions the cards."""
    return int(text_code(repr((model, card, cap, floor, stage)))) % MARKS


def _marks(
    cards: tuple[Sequence[str], Ints], caps: Small, facts: dict[str, Floats], rules: Rulebook, size: int
) -> Ints:
    version = rules.scorecard.version

    def marked(card: float, cap: float, coded: float, stage: float) -> int:
        floor = CLASS_OF.get(coded)
        known = (cards[0][int(card)], TIERS[int(cap)].value, floor and floor.value)
        return mark_of(version, *known, int(stage) if np.isfinite(stage) else None)

    columns = (cards[1], caps, _column(facts, "class_floor", size), _column(facts, "ifrs_stage", size))
    answers, places = once_each(columns, marked)
    return np.array(answers, np.int64)[places]


def _on_trial(rules: Rulebook, block: Block, facts: dict[str, Floats]) -> Bools:
    """Tell on whom a rule on trial fires: its silent episodes are kept one by one."""
    return Warned.by(find(rules.warnings.trials, block, facts), block.size).hits


def _with_strategy(
    facts: dict[str, Floats], texts: Texts, tiers: Small, level: Small, size: int
) -> dict[str, Floats]:
    """Return the facts with the interval that segments prescribe, now that tier, class and level are settled."""
    written = facts.get("segment_intervals")
    if written is None:
        return facts

    def shortest(code: float, tier: float, coded: float, risk: float) -> float:
        if np.isnan(code):
            return np.nan
        published = None if tier < 0 else TIERS[int(tier)]
        intervals = read_intervals(texts[float(code)])
        days = shortest_interval(intervals, published, LEVELS[int(risk)], CLASS_OF.get(coded))
        return np.nan if days is None else float(days)

    answers, places = once_each((written, tiers, _column(facts, "asset_class", size), level), shortest)
    return {**facts, "strategy_days": np.array(answers)[places]}


def _late(
    looks: Sequence[Look], block: Block, facts: dict[str, Floats], rules: Rulebook, tiers: Small, level: Small
) -> tuple[Floats, list[Found]]:
    """Judge the rules that need the contact interval, which hangs on tier, class, level, phase and segments."""
    matrix = rules.cadence.matrix
    phases = {text_code(phase): phase for phase in matrix.phases}

    def interval(tier: float, coded: float, risk: float, phase: float, own: float, segment: float) -> int:
        published = None if tier < 0 else TIERS[int(tier)]
        days, by_segment = (int(one) if np.isfinite(one) else None for one in (own, segment))
        known = (published, CLASS_OF.get(coded), LEVELS[int(risk)], phases.get(phase, ""), days, by_segment)
        return cadence(matrix, *known).days

    size = block.size
    names = ("phase", "own_cadence_days", "strategy_days")
    given = [_column(facts, name, size) for name in names]
    answers, places = once_each((tiers, _column(facts, "asset_class", size), level, *given), interval)
    days = np.array(answers, np.float64)[places]
    since = _column(facts, "days_since_contact", size)
    return days, find(looks, block, {**facts, "cadence_days": days, "contact_ratio": since / days})


def _column(facts: dict[str, Floats], name: str, size: int) -> Floats:
    found = facts.get(name)
    return np.full(size, np.nan) if found is None else found


def unsure_scores(scores: Scores) -> Bools:
    """Tell whose score lies so near to half a millionth that it may be stored one higher or lower."""
    scaled = scores.value * 1_000_000
    return np.abs(scaled - np.floor(scaled) - 0.5) < DOUBT * 1_000_000
