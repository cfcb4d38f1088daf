"""How facts and conditions are said: a value with its unit, a comparison in words."""

from collections.abc import Mapping
from typing import Final

from relmgr.domain.event_kinds import EVENT_WORDS
from relmgr.domain.fact_list import FACTS
from relmgr.domain.facts import FactUnit
from relmgr.domain.value_words import ASSET_CLASSES, COVENANT_STATES, DOCUMENT_KINDS, PHASES, worded
from relmgr.words import Words

UNITS: Final[Mapping[FactUnit, Words]] = {
    FactUnit.DAYS: Words("{n} 天", "{n} days"),
    FactUnit.MONTHS: Words("{n} 个月", "{n} months"),
    FactUnit.YEARS: Words("{n} 年", "{n} years"),
    FactUnit.NOTCHES: Words("{n} 级", "{n} notches"),
    FactUnit.RATIO: Words("{n}", "{n}"),
    FactUnit.COUNT: Words("{n}", "{n}"),
    FactUnit.POINTS: Words("{n} 分", "{n} points"),
}
SIGNS: Final[Mapping[str, Words]] = {
    "<": Words("低于", "below"),
    "<=": Words("不高于", "at most"),
    ">": Words("高于", "above"),
    ">=": Words("不低于", "at least"),
    "==": Words("为", "is"),
    "!=": Words("不为", "is not"),
    "in": Words("属于", "is one of"),
}
CODES: Final[Mapping[str, Mapping[str, Words]]] = {
    "asset_class": ASSET_CLASSES,
    "phase": PHASES,
    "document_kind": DOCUMENT_KINDS,
    "class_floor": ASSET_CLASSES,
    "facility_class": ASSET_CLASSES,
    "facility_floor": ASSET_CLASSES,
    "covenant_status": COVENANT_STATES,
    "event_kind": {kind.value: words for kind, words in EVENT_WORDS.items()},
}
"""What the codes of a fact are called."""
YES, NO = Words("是", "yes"), Words("否", "no")
UNKNOWN = Words("未知", "unknown")
NOT_APPLICABLE = Words("不适用", "not applicable")
MULTIPLES: Final = frozenset(
    {"contact_ratio", "dscr", "dscr_lockup", "dscr_default", "llcr", "llcr_lockup", "llcr_default"}
)
"""Ratios that are told as a multiple; the others are per cent."""


def meaning(fact: str) -> Words:
    """Return what a fact means, or its name when the list no longer has it."""
    spec = FACTS.get(fact)
    return spec.meaning if spec else Words(fact, fact)


def said(fact: str, value: object) -> Words:
    """Return a value of a fact with its unit."""
    if value is None:
        return UNKNOWN
    if value == "na":
        return NOT_APPLICABLE
    if isinstance(value, bool):
        return YES if value else NO
    if not isinstance(value, int | float):
        codes = value if isinstance(value, list | tuple) else [str(value)]
        words = [worded(CODES.get(fact, {}), code) for code in codes]
        return Words("、".join(w.zh for w in words), ", ".join(w.en for w in words))
    unit = FACTS[fact].unit if fact in FACTS else FactUnit.COUNT
    number = _number(fact, unit, value)
    return UNITS.get(unit, UNITS[FactUnit.COUNT]).fill(n=number)


def _number(fact: str, unit: FactUnit, value: float) -> str:
    if unit is not FactUnit.RATIO:
        return f"{value:.1f}".removesuffix(".0")
    if fact in MULTIPLES:
        return f"{value:.2f} x"
    # A share that differs from a round one only far behind the point must not look like it.
    places = 2 if round(value, 4) == round(value, 9) or round(value, 4) != round(value, 2) else 5
    return f"{value * 100:.{places}f}".rstrip("0").rstrip(".") + " %"
