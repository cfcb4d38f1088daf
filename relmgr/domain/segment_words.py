"""A segment said in one line, in both languages, from the same definition that SQL is made of."""

from relmgr.domain import money
from relmgr.domain.currencies import exponent
from relmgr.domain.dimensions import UNKNOWN, Dimension, DimensionKind, DimensionValue, Range
from relmgr.domain.language import Language
from relmgr.domain.money import Money
from relmgr.domain.segments import Condition, Definition
from relmgr.words import Words

EVERYBODY = Words("全部客户", "all clients")
YEARS = Words("年", "y")


def say_definition(definition: Definition) -> Words:
    """Return a segment as one line: `地区 华东、华北；层级 非 D`."""
    if not definition.conditions:
        return EVERYBODY
    said = [say_condition(condition) for condition in definition.conditions]
    return Words("；".join(words.zh for words in said), "; ".join(words.en for words in said))


def say_condition(condition: Condition) -> Words:
    """Return one condition: `years with us >= 5 y`, `ESG score unknown`, `tier not D`."""
    said = say_alternatives(condition)
    return Words(f"{condition.about.words.zh} {said.zh}", f"{condition.about.words.en} {said.en}")


def say_alternatives(condition: Condition) -> Words:
    """Return what a condition asks for, without the name of its dimension."""
    about = condition.about
    parts = [about.value_words(value) for value in condition.values]
    parts += [say_range(about, span) for span in condition.ranges]
    parts += [UNKNOWN] if condition.unknown else []
    zh, en = "、".join(part.zh for part in parts), ", ".join(part.en for part in parts)
    return Words(f"非 {zh}", f"not {en}") if condition.negated else Words(zh, en)


def say_value(dimension: Dimension, value: DimensionValue) -> Words:
    """Return what a client has in a dimension."""
    if value is None:
        return UNKNOWN
    if isinstance(value, Money):
        zh, en = money.short(*value, "zh"), money.short(*value, "en")
        return Words(zh, en)
    if isinstance(value, int):
        return _with_unit(dimension, f"{value:,}", f"{value:,}")
    return dimension.value_words(value)


def say_range(dimension: Dimension, span: Range) -> Words:
    """Return a range: `3-4`, `>= 10`, `< 100m`; of amounts the end is excluded where that reads rounder."""
    zh, en = (_range(dimension, span, language) for language in ("zh", "en"))
    return _with_unit(dimension, zh, en)


def _with_unit(dimension: Dimension, zh: str, en: str) -> Words:
    return Words(f"{zh}{YEARS.zh}", f"{en} {YEARS.en}") if dimension.code == "years" else Words(zh, en)


def _range(dimension: Dimension, span: Range, language: Language) -> str:
    low, high, currency = span
    if dimension.kind is not DimensionKind.AMOUNT:
        if low is None or high is None:
            return f">= {low:,}" if low is not None else f"< {0 if high is None else high + 1:,}"
        return f"{low:,}" if low == high else f"{low:,}-{high:,}"
    if low is None or high is None:
        if low is not None:
            return f">= {money.short(low, currency, language)}"
        return _below(high or 0, currency, language)
    if low == high:
        return money.short(low, currency, language)
    return f"{money.short(low, currency, language)} .. {_below(high, currency, language)}"


def _below(high: int, currency: str, language: Language) -> str:
    """Return `< 1亿` for one minor unit less than a round figure, else `<= 1.2亿`."""
    if (high + 1) % 10 ** exponent(currency) == 0:
        return f"< {money.short(high + 1, currency, language)}"
    return f"<= {money.short(high, currency, language)}"
