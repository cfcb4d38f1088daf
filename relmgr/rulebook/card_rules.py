"""Reads one scorecard: its KPIs with their fixed bands, and where calibrated bands come from."""

from datetime import date
from itertools import pairwise
from math import log

from relmgr.domain.fact_list import AFTER_LEVEL, FACTS
from relmgr.domain.facts import FactUnit
from relmgr.domain.scorecards import CORPORATE, CORPORATE_TITLE, Calibration, Interpolation, Kpi, Scorecard
from relmgr.rulebook.reading import TomlTable
from relmgr.words import Words

NOT_POSITIVE = Words("须大于 0。", "must be greater than 0.")
NOT_SCORED = Words(
    "代码、或要先知道预警等级的事实，不能作为指标。",
    "a code, or a fact that needs the risk level first, cannot be a KPI.",
)
NOT_RISING = Words("原始值须严格递增。", "raw values must be strictly increasing.")
NOT_PAIRS = Words(
    "应为 [原始值, 分值] 的列表，至少两个。", "must be a list of at least two [raw, points] pairs."
)
NOT_A_SHARE = Words("须大于 0、不超过 1。", "must be above 0 and at most 1.")
NO_KPIS = Words("至少要有一个指标。", "must hold at least one KPI.")
TWICE = Words("指标名用了两次。", "this name is used twice.")
NOT_A_DAY = Words("应为日期，如 2026-11-23。", "must be a day such as 2026-11-23.")


def read_card_file(top: TomlTable, name: str, version: str) -> Scorecard:
    """Return the card of a file that holds nothing else; raises RulebookError."""
    card = read_card(top, version, name)
    top.finish()
    return card


def read_card(top: TomlTable, version: str, name: str = CORPORATE) -> Scorecard:
    """Return the card of a file; raises RulebookError. Other keys of the file are left to the caller."""
    top.textual("version")
    kpis = tuple(_kpi(table) for table in top.tables("kpis"))
    if not kpis:
        raise top.fail("kpis", NO_KPIS)
    for place, kpi in enumerate(kpis):
        if kpi.name in {other.name for other in kpis[:place]}:
            raise top.fail("kpis", TWICE)
    coverage = top.number("coverage")
    if not 0 < coverage <= 1:
        raise top.fail("coverage", NOT_A_SHARE)
    title = top.words("title") if "title" in top.values else CORPORATE_TITLE
    calibration = _calibration(top.table("calibration")) if "calibration" in top.values else None
    return Scorecard(kpis, coverage, name, title, version, calibration)


def _kpi(table: TomlTable) -> Kpi:
    name, fact, weight = table.textual("name"), table.textual("fact"), table.number("weight")
    if fact not in FACTS:
        raise table.fail("fact", table.not_one_of(fact, FACTS))
    if FACTS[fact].unit is FactUnit.CODE or fact in AFTER_LEVEL:
        raise table.fail("fact", NOT_SCORED)
    if weight <= 0:
        raise table.fail("weight", NOT_POSITIVE)
    interpolation = table.choice("interpolation", Interpolation)
    knots = _pairs(table)
    raws = [raw for raw, _ in knots]
    if any(a >= b for a, b in pairwise(raws)):
        raise table.fail("knots", NOT_RISING)
    if interpolation is Interpolation.LOG and raws[0] <= 0:
        raise table.fail("knots", NOT_POSITIVE)
    if interpolation is Interpolation.LOG and any(log(a) >= log(b) for a, b in pairwise(raws)):
        raise table.fail("knots", NOT_RISING)
    kpi = Kpi(name, table.words("title"), fact, weight, interpolation, knots, FACTS[fact].about)
    table.finish()
    return kpi


def _pairs(table: TomlTable) -> tuple[tuple[float, float], ...]:
    value = table.take("knots")
    if not isinstance(value, list) or len(value) < 2:
        raise table.fail("knots", NOT_PAIRS)
    for pair in value:
        if not isinstance(pair, list) or [type(part) in (int, float) for part in pair] != [True, True]:
            raise table.fail("knots", NOT_PAIRS)
    return tuple((float(raw), float(points)) for raw, points in value)


def _calibration(table: TomlTable) -> Calibration:
    try:
        on = date.fromisoformat(table.textual("on"))
    except ValueError as error:
        raise table.fail("on", NOT_A_DAY) from error
    found = Calibration(on, table.textual("by"), table.textual("reason"), table.count("clients"))
    table.finish()
    return found
