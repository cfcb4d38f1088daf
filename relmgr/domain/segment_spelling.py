"""The written form of a segment: what the grammar reads back as the same definition."""

import re
from datetime import date
from typing import Final

from relmgr.domain import money
from relmgr.domain.currencies import exponent
from relmgr.domain.dimensions import DATE, Dimension, Range
from relmgr.domain.language import Language
from relmgr.domain.segment_items import HOME_CURRENCY, reads_as_unknown
from relmgr.domain.segment_syntax import SAME
from relmgr.domain.segments import Condition, Definition, Term
from relmgr.words import Words

OR: Final = Words(" 或 ", " or ")
NOT: Final = Words("非 ", "not ")
NOTHING: Final = Words("不明", "unknown")
_BARE: Final = re.compile(r'[^\s",()（）]+')


def spell_definition(definition: Definition, language: Language | None = None) -> str:
    """Return the text that `parse_definition` reads as this definition.

    Without a language it has the codes, which scripts rely on; with one it is what a person would type there.
    """
    return " ".join(_term(term, language) for term in definition.conditions)


def _term(term: Term, language: Language | None) -> str:
    if isinstance(term, Condition):
        return _condition(term, language)
    said = _in(OR, language).join(spell_definition(side, language) for side in term.alternatives)
    return f"{_in(NOT, language) if term.negated else ''}({said})"


def _in(words: Words, language: Language | None) -> str:
    return words.zh if language == "zh" else words.en


def _condition(condition: Condition, language: Language | None) -> str:
    field = condition.about
    name = field_name(field, language)
    if len(condition.ranges) == 1 and not (condition.unknown or condition.negated):
        span = condition.ranges[0]
        if span.low is None or span.high is None:
            return f"{name}{_one_sided(span, language)}"
    items = [quoted(_value(field, value, language)) for value in condition.values]
    items += [_span(span, language) for span in condition.ranges]
    items += [quoted(part) for part in condition.parts]
    items += [_in(NOTHING, language)] if condition.unknown else []
    return f"{name}{_operator(condition, language)}{','.join(items)}"


def field_name(field: Dimension, language: Language | None) -> str:
    """Return what a field is written as: its Chinese name, else its code."""
    return field.words.zh if language == "zh" and " " not in field.words.zh else field.code


def _operator(condition: Condition, language: Language | None) -> str:
    if condition.parts:
        return "!~" if condition.negated else "~"
    if condition.negated:
        return "!="
    return "=" if language is None else ":"


def _value(field: Dimension, value: str, language: Language | None) -> str:
    return field.values[value].zh if language == "zh" and value in field.values else value


def quoted(value: str) -> str:
    """Return a value in quotes where it could be read as something else."""
    plain = _BARE.fullmatch(value) and not reads_as_unknown(value) and value == value.translate(SAME)
    return value if plain else '"' + value.replace('"', '""') + '"'


def _one_sided(span: Range, language: Language | None) -> str:
    """Return `>=5`; for a person `>5` where the end reads rounder one step further."""
    sign, end = ("<=", span.high) if span.low is None else (">=", span.low)
    assert end is not None
    if language is not None:
        beyond = end - 1 if sign == ">=" else end + 1
        if len(_end(beyond, span, language)) < len(_end(end, span, language)) or beyond % 10 == 0 != end % 10:
            return f"{sign[0]}{_end(beyond, span, language)}"
    return f"{sign}{_end(end, span, language)}"


def _span(span: Range, language: Language | None) -> str:
    low, high = (_end(end, span, language) for end in span[:2])
    return low if low == high else f"{low}..{high}"


def _end(value: int | None, span: Range, language: Language | None) -> str:
    if value is None:
        return ""
    if span.currency == DATE:
        return date.fromordinal(value).isoformat()
    if span.currency:
        return _amount(value, span.currency, language)
    return str(value)


def _amount(minor: int, currency: str, language: Language | None) -> str:
    if language is None:
        return f"{money.plain(minor, currency).removesuffix('.00')}{currency}"
    lead = "" if currency == HOME_CURRENCY else currency
    for unit, word in ((10**8, "亿"), (10**4, "万")) if language == "zh" else ((10**6, "m"), (10**3, "k")):
        if minor and minor % (unit * 10 ** exponent(currency)) == 0:
            return f"{lead}{minor // (unit * 10 ** exponent(currency))}{word}"
    return f"{lead}{money.plain(minor, currency).removesuffix('.00')}"
