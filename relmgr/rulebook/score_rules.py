"""Reads scorecard.toml: the corporate card, tiers, calendar, caps and master scale."""

from collections.abc import Mapping

from relmgr.domain.master_scale import MasterScale
from relmgr.domain.rules import ScoreRules
from relmgr.domain.scorecards import Scorecard
from relmgr.domain.tier_calendar import INTERVALS, MONTHLY, TierCalendar
from relmgr.domain.tiers import PRESETS, Caps, TierPolicy
from relmgr.domain.values import AssetClass, Level, Tier
from relmgr.rulebook.card_rules import NOT_POSITIVE, read_card
from relmgr.rulebook.reading import TomlTable
from relmgr.words import Words

FALLING_FLOORS = Words("分界须由 A 到 C 依次降低。", "floors must fall from A to C.")
NOT_GRADES = Words(
    "应为 [等级, 违约率] 的列表，违约率严格递增且不超过 1。",
    "must be a list of [grade, PD], PD strictly increasing and at most 1.",
)
AGAINST_PRESET = Words(
    "预设 {preset} 的 {key} 是 {value}；要用别的值，请删去 preset。",
    "preset {preset} has {key} = {value}; for another value remove the line with preset.",
)
NOT_EVEN = Words("应为能整除一年的月数：{all}。", "must be months that come out even in a year: {all}.")
DAMPING = ("margin", "confirm_up", "confirm_down", "dwell")


def read_score_rules(top: TomlTable, version: str, others: Mapping[str, Scorecard], whole: str) -> ScoreRules:
    """Return the corporate card of a file with all that cards share; raises RulebookError.

    `others` are the cards of special kinds of clients; `whole` is the version of all files together.
    """
    card = read_card(top, version)
    rules = ScoreRules(
        version=whole,
        cards={card.name: card, **others},
        tiers=_tiers(top.table("tiers")),
        caps=_caps(top.table("caps")),
        scale=_scale(top.table("scale")),
        rejected_days=top.count("rejected_days"),
        calendar=_calendar(top.table("calendar")) if "calendar" in top.values else MONTHLY,
    )
    top.finish()
    return rules


def _tiers(table: TomlTable) -> TierPolicy:
    floors = table.table("floors")
    limits = tuple((tier, floors.number(tier.value)) for tier in (Tier.A, Tier.B, Tier.C))
    floors.finish()
    if not limits[0][1] > limits[1][1] > limits[2][1]:
        raise table.fail("floors", FALLING_FLOORS)
    policy = TierPolicy(limits, *_damping(table))
    for key in ("confirm_up", "confirm_down"):
        if table.values.get(key) == 0:
            raise table.fail(key, NOT_POSITIVE)
    table.finish()
    return policy


def _damping(table: TomlTable) -> tuple[float, int, int, int]:
    """Return margin, confirmations and dwell: a preset, the four values, or both where they agree."""
    if "preset" not in table.values:
        return (table.number("margin"), *(table.count(key) for key in DAMPING[1:]))  # type: ignore[return-value]
    name = table.textual("preset")
    if name not in PRESETS:
        raise table.fail("preset", table.not_one_of(name, PRESETS))
    for key, value in zip(DAMPING, PRESETS[name], strict=True):
        if table.take(key, value) != value:
            raise table.fail(key, AGAINST_PRESET.fill(preset=name, key=key, value=f"{value:g}"))
    return PRESETS[name]


def _calendar(table: TomlTable) -> TierCalendar:
    months = {key: table.count(key, 1) for key in (*(tier.value for tier in Tier), "unrated")}
    table.finish()
    for key, interval in months.items():
        if interval not in INTERVALS:
            raise table.fail(key, NOT_EVEN.fill(all=", ".join(map(str, INTERVALS))))
    return TierCalendar({tier: months[tier.value] for tier in Tier}, months["unrated"])


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
