"""Reads scorecard.toml: KPIs and bands, tiers, caps, master scale."""

from itertools import pairwise

from relmgr.domain.fact_list import FACTS
from relmgr.domain.master_scale import MasterScale
from relmgr.domain.rules import ScoreRules
from relmgr.domain.scorecards import Interpolation, Kpi, Scorecard
from relmgr.domain.tiers import Caps, TierPolicy
from relmgr.domain.values import AssetClass, Level, Tier
from relmgr.rulebook.reading import TomlTable
from relmgr.words import Words

NOT_RISING = Words("原始值须严格递增。", "raw values must be strictly increasing.")
NOT_PAIRS = Words(
    "应为 [原始值, 分值] 的列表，至少两个。", "must be a list of at least two [raw, points] pairs."
)
NOT_POSITIVE = Words("须大于 0。", "must be greater than 0.")
FALLING_FLOORS = Words("分界须由 A 到 C 依次降低。", "floors must fall from A to C.")
NOT_GRADES = Words(
    "应为 [等级, 违约率] 的列表，违约率严格递增且不超过 1。",
    "must be a list of [grade, PD], PD strictly increasing and at most 1.",
)


def read_score_rules(top: TomlTable, version: str) -> ScoreRules:
    """Return the scorecard of a file; raises RulebookError."""
    top.textual("version")
    kpis = tuple(_kpi(table) for table in top.tables("kpis"))
    rules = ScoreRules(
        version=version,
        card=Scorecard(kpis, top.number("coverage")),
        tiers=_tiers(top.table("tiers")),
        caps=_caps(top.table("caps")),
        scale=_scale(top.table("scale")),
        rejected_days=top.count("rejected_days"),
    )
    top.finish()
    return rules


def _kpi(table: TomlTable) -> Kpi:
    name, fact, weight = table.textual("name"), table.textual("fact"), table.number("weight")
    if fact not in FACTS:
        raise table.fail("fact", table.not_one_of(fact, FACTS))
    if weight <= 0:
        raise table.fail("weight", NOT_POSITIVE)
    interpolation = table.choice("interpolation", Interpolation)
    knots = _pairs(table, "knots", NOT_PAIRS)
    raws = [raw for raw, _ in knots]
    if any(a >= b for a, b in pairwise(raws)):
        raise table.fail("knots", NOT_RISING)
    if interpolation is Interpolation.LOG and raws[0] <= 0:
        raise table.fail("knots", NOT_POSITIVE)
    kpi = Kpi(name, table.words("title"), fact, weight, interpolation, knots)
    table.finish()
    return kpi


def _pairs(table: TomlTable, key: str, wrong: Words) -> tuple[tuple[float, float], ...]:
    value = table.take(key)
    if not isinstance(value, list) or len(value) < 2:
        raise table.fail(key, wrong)
    for pair in value:
        if not isinstance(pair, list) or [type(part) in (int, float) for part in pair] != [True, True]:
            raise table.fail(key, wrong)
    return tuple((float(raw), float(points)) for raw, points in value)


def _tiers(table: TomlTable) -> TierPolicy:
    floors = table.table("floors")
    limits = tuple((tier, floors.number(tier.value)) for tier in (Tier.A, Tier.B, Tier.C))
    floors.finish()
    if not limits[0][1] > limits[1][1] > limits[2][1]:
        raise table.fail("floors", FALLING_FLOORS)
    policy = TierPolicy(
        limits,
        table.number("margin"),
        table.count("confirm_up"),
        table.count("confirm_down"),
        table.count("dwell"),
    )
    for key in ("confirm_up", "confirm_down"):
        if table.values[key] == 0:
            raise table.fail(key, NOT_POSITIVE)
    table.finish()
    return policy


def _caps(table: TomlTable) -> Caps:
    classes, levels = table.table("classes"), table.table("levels")
    caps = Caps(
        {classes.member(key, key, AssetClass): classes.choice(key, Tier) for key in classes.values},
        {levels.member(key, key, Level): levels.choice(key, Tier) for key in levels.values},
        table.choice("unassessed_category_a", Tier),
    )
    table.finish()
    return caps


def _scale(table: TomlTable) -> MasterScale:
    value = table.take("grades")
    rates: dict[str, float] = {}
    for pair in value if isinstance(value, list) else []:
        if not isinstance(pair, list) or [type(part) for part in pair] != [str, float]:
            raise table.fail("grades", NOT_GRADES)
        if pair[0] in rates or pair[1] <= max(rates.values(), default=0.0) or pair[1] > 1:
            raise table.fail("grades", NOT_GRADES)
        rates[pair[0]] = pair[1]
    cutoff = table.textual("cutoff")
    if cutoff not in rates:
        raise table.fail("cutoff", table.not_one_of(cutoff, rates))
    scale = MasterScale(
        rates, {grade: rank for rank, grade in enumerate(rates)}, cutoff, table.flag("confirmed_by_bank")
    )
    table.finish()
    return scale
