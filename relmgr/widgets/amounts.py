"""Amounts in the unit the person chose: 万/亿 or millions whatever the language, or whole yuan."""

from relmgr import i18n
from relmgr.domain import money
from relmgr.domain.language import Language
from relmgr.words import Words

UNITS = ("auto", "wan", "millions", "yuan")
"""'auto' follows the language; columns stay in 万 or millions under 'yuan', which would not fit them."""

_unit = "auto"


def use(unit: str) -> None:
    """Write amounts in one of UNITS from now on."""
    global _unit
    _unit = unit


def in_use() -> str:
    """Return the unit in use."""
    return _unit


def _as_in() -> Language:
    """Return the language whose customary unit is wanted."""
    return {"wan": "zh", "millions": "en"}.get(_unit, i18n.language())  # type: ignore[return-value]


def short(minor: int | None, currency: str, *, decimals: int | None = None) -> str:
    """Return `85.31亿`, `CNY 8,531.0m` or `8,531,000,000`, `-` for unknown; `decimals` keeps the unit."""
    if _unit == "yuan" and decimals is None:
        return money.whole(minor, currency, i18n.language())
    return money.short(minor, currency, _as_in(), decimals=decimals)


def listed(minor: int | None, currency: str) -> str:
    """Return a figure for a column in 万 or m without decimals."""
    return money.listed(minor, currency, _as_in())


def list_unit(currency: str = "") -> str:
    """Return the unit that a column of `listed` figures states in its heading."""
    return money.list_unit(_as_in(), currency)


def with_unit(title: Words) -> Words:
    """Return a heading with the unit of `listed` figures in its place `{unit}`, in both languages."""
    unit = {"wan": Words("万", "万"), "millions": Words("m", "m")}.get(_unit, Words("万", "m"))
    return Words(title.zh.format(unit=unit.zh), title.en.format(unit=unit.en))
