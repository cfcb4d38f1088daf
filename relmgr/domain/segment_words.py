"""A segment said in one line, in both languages, from the same definition that SQL is made of."""

from datetime import date

from relmgr.domain import money
from relmgr.domain.currencies import exponent
from relmgr.domain.dimensions import DATE, UNKNOWN, Day, Dimension, DimensionKind, DimensionValue, Range
from relmgr.domain.language import Language
from relmgr.domain.money import Money
from relmgr.domain.segments import AnyOf, Condition, Definition, Term
from relmgr.words import Words

EVERYBODY = Words("全部客户", "all clients")
CONTAINS = Words("含「{part}」", 'with "{part}"')
ONLY_IN = Words("金额只与 {currency} 的比较", "amounts: {currency} only")


def say_definition(definition: Definition) -> Words:
    """Return a segment as one line: `地区 华东、华北；层级 非 D`."""
    if not definition.conditions:
        return EVERYBODY
    said = [say_term(term) for term in definition.conditions]
    return Words("；".join(words.zh for words in said), "; ".join(words.en for words in said))


def say_term(term: Term) -> Words:
    """Return a condition, or an OR in brackets."""
    if isinstance(term, Condition):
        return say_condition(term)
    sides = [[say_term(one) for one in side.conditions] for side in term.alternatives]
    zh = " 或 ".join("且".join(words.zh for words in side) for side in sides)
    en = " or ".join(" and ".join(words.en for words in side) for side in sides)
    return Words(f"非（{zh}）", f"not ({en})") if term.negated else Words(f"（{zh}）", f"({en})")


def say_currencies(definition: Definition) -> Words | None:
    """Return in which currencies amounts are compared; None when the filter has no amounts."""
    codes = sorted(_currencies(definition))
    return ONLY_IN.fill(currency=", ".join(codes)) if codes else None


def _currencies(definition: Definition) -> set[str]:
    found: set[str] = set()
    for term in definition.conditions:
        if isinstance(term, AnyOf):
            found = found.union(*(_currencies(side) for side in term.alternatives))
        elif term.about.kind is DimensionKind.AMOUNT:
            found |= {span.currency for span in term.ranges}
    return found


def say_condition(condition: Condition) -> Words:
    """Return one condition: `years with us >= 5 y`, `ESG score unknown`, `tier not D`."""
    said = say_alternatives(condition)
    return Words(f"{condition.about.words.zh} {said.zh}", f"{condition.about.words.en} {said.en}")


def say_alternatives(condition: Condition) -> Words:
    """Return what a condition asks for, without the name of its dimension."""
    about = condition.about
    parts = [about.value_words(value) for value in condition.values]
    parts += [say_range(about, span) for span in condition.ranges]
    parts += [CONTAINS.fill(part=part) for part in condition.parts]
    parts += [UNKNOWN] if condition.unknown else []
    zh, en = "、".join(part.zh for part in parts), ", ".join(part.en for part in parts)
    return Words(f"非 {zh}", f"not {en}") if condition.negated else Words(zh, en)


def say_value(dimension: Dimension, value: DimensionValue) -> Words:
    """Return what a client has in a dimension."""
    if value is None:
        return UNKNOWN
    if isinstance(value, Day):
        return _with_unit(dimension, f"{value.away:,}", f"{value.away:,}")
    if isinstance(value, Money):
        zh, en = money.short(*value, "zh"), money.short(*value, "en")
        return Words(zh, en)
    if isinstance(value, int):
        return _with_unit(dimension, f"{value:,}", f"{value:,}")
    return dimension.value_words(value)


def say_range(dimension: Dimension, span: Range) -> Words:
    """Return a range: `3-4`, `>= 10`, `> 60`, `< 100m`; an end is excluded where that reads rounder."""
    zh, en = (_range(dimension, span, language) for language in ("zh", "en"))
    return Words(zh, en) if span.currency else _with_unit(dimension, zh, en)


def _with_unit(dimension: Dimension, zh: str, en: str) -> Words:
    return Words(f"{zh}{dimension.unit.zh}", f"{en}{dimension.unit.en}")


def _range(dimension: Dimension, span: Range, language: Language) -> str:
    low, high, currency = span
    if dimension.kind is DimensionKind.AMOUNT:
        return _amounts(low, high, currency, language)
    dated = currency == DATE
    if low is None or high is None:
        if low is not None:
            is_rounder = not dated and low % 10 == 1 and low > 1
            return f"> {_figure(low - 1, dated)}" if is_rounder else f">= {_figure(low, dated)}"
        return f"< {_figure(0 if high is None else high + 1, dated)}"
    if low == high:
        return _figure(low, dated)
    return f"{_figure(low, dated)} .. {_figure(high, dated)}" if dated else f"{low:,}-{high:,}"


def _figure(number: int, dated: bool) -> str:
    return date.fromordinal(number).isoformat() if dated else f"{number:,}"


def _amounts(low: int | None, high: int | None, currency: str, language: Language) -> str:
    if low is None or high is None:
        return _below(high or 0, currency, language) if low is None else _from(low, currency, language)
    if low == high:
        return money.short(low, currency, language)
    return f"{money.short(low, currency, language)} .. {_below(high, currency, language)}"


def _from(low: int, currency: str, language: Language) -> str:
    """Return `> 1亿` for one minor unit more than a round figure, else `>= 1.2亿`."""
    if low and (low - 1) % 10 ** exponent(currency) == 0 and low % 10 ** exponent(currency):
        return f"> {money.short(low - 1, currency, language)}"
    return f">= {money.short(low, currency, language)}"


def _below(high: int, currency: str, language: Language) -> str:
    """Return `< 1亿` for one minor unit less than a round figure, else `<= 1.2亿`."""
    if (high + 1) % 10 ** exponent(currency) == 0:
        return f"< {money.short(high + 1, currency, language)}"
    return f"<= {money.short(high, currency, language)}"
