"""The written form of a segment, read and written back: `region=华东,华北 tier!=D years>=5 esg=unknown`.

Conditions are words apart by blanks and all must hold; `,` between values is OR; `..` is a range; `!=` is NOT;
`unknown` is a value; quotes keep blanks, commas and the word unknown itself. `:` is another way to write `=`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from relmgr.domain import money
from relmgr.domain.dimensions import (
    UNKNOWN,
    Dimension,
    DimensionKind,
    Range,
    every_name,
    named_dimension,
)
from relmgr.domain.segments import FIELD, NOT_ONE_OF, Condition, Definition
from relmgr.errors import Invalid
from relmgr.words import Words

HOME_CURRENCY: Final = "CNY"
"""The currency of an amount that names none."""

AT = Words("第 {place} 个字「{word}」：{what}", 'character {place}, "{word}": {what}')
NO_OPERATOR = Words("要写成 维度=取值，例如 tier=A,B。", "write DIMENSION=VALUE, for example tier=A,B.")
NEAREST = Words("没有这个维度，最接近的是 {near}。", "there is no such dimension; the nearest is {near}.")
NO_VALUE = Words("= 后面要写取值。", "a value is missing after the operator.")
OPEN_QUOTE = Words("引号没有合上。", "the quote is not closed.")
ONLY_NUMBERS = Words("{dimension} 不是数，只能用 = 或 !=。", "{dimension} is no number; only = and != fit.")
NOT_A_NUMBER = Words(
    "要写整数或范围，例如 5 或 3..5。", "write a whole number or a range, for example 5 or 3..5."
)

SAME: Final = str.maketrans({"＝": "=", "，": ",", "：": ":", "＞": ">", "＜": "<", "！": "!"})
"""Full-width signs as an input method types them; inside quotes they stay."""
_QUOTED_OR_NOT = re.compile(r'"[^"]*"|[^"]+|"')
_WORD = re.compile(r'(?:"[^"]*"|[^\s"])+')
_OPERATOR = re.compile(r"!=|>=|<=|[=:<>]")
_ITEM = re.compile(r'(?:"[^"]*"|[^",])+')
_BARE = re.compile(r'[^\s",]+')
_UNKNOWN: Final = frozenset({*UNKNOWN, "?", "未知"})


@dataclass(frozen=True, slots=True)
class _Written:
    """One condition as it was written, with its place for what is said about it."""

    text: str
    place: int

    def fail(self, what: Words) -> Invalid:
        zh, en = (AT[i].format(place=self.place, word=self.text, what=what[i]) for i in (0, 1))
        return Invalid(FIELD, Words(zh, en))


def parse_definition(text: str) -> Definition:
    """Return the definition that a text writes; raises Invalid naming word, position and what is nearest."""
    line = _QUOTED_OR_NOT.sub(lambda part: part[0] if part[0][0] == '"' else part[0].translate(SAME), text)
    if line.count('"') % 2:
        raise _Written(line, line.rindex('"') + 1).fail(OPEN_QUOTE)
    return Definition(tuple(_condition(word) for word in _words(line)))


def _words(line: str) -> Iterator[_Written]:
    for match in _WORD.finditer(line):
        yield _Written(match[0], match.start() + 1)


def _condition(word: _Written) -> Condition:
    match = _OPERATOR.search(word.text)
    if match is None:
        raise word.fail(NO_OPERATOR)
    name, sign, rest = word.text[: match.start()], match[0], word.text[match.end() :]
    dimension = named_dimension(name)
    if dimension is None:
        near = get_close_matches(name.lower(), list(every_name()), n=1, cutoff=0.0)[0]
        raise word.fail(NEAREST.fill(near=near))
    if not rest:
        raise word.fail(NO_VALUE)
    try:
        if sign in ("=", ":", "!="):
            return _alternatives(dimension, rest, negated=sign == "!=")
        return Condition(dimension.code, ranges=(_compared(dimension, sign, rest),))
    except Invalid as error:
        raise word.fail(error.words) from error


def _alternatives(dimension: Dimension, rest: str, *, negated: bool) -> Condition:
    values: list[str] = []
    ranges: list[Range] = []
    unknown = False
    for item in _ITEM.findall(rest):
        if item.lower() in _UNKNOWN:
            unknown = True
        elif dimension.kind is DimensionKind.TEXT:
            values.append(_value(dimension, item.replace('"', "")))
        else:
            ranges.append(_range(dimension, item))
    return Condition(
        dimension.code, tuple(dict.fromkeys(values)), tuple(dict.fromkeys(ranges)), unknown, negated
    )


def _value(dimension: Dimension, text: str) -> str:
    """Return the stored value that a code or word in either language names."""
    wanted = text.lower()
    for value, words in dimension.values.items():
        if wanted in (value.lower(), words.zh.lower(), words.en.lower()):
            return value
    if not dimension.is_open:
        known = ", ".join(dimension.values)
        zh, en = (NOT_ONE_OF[i].format(dimension=dimension.words[i], value=text, all=known) for i in (0, 1))
        raise Invalid(FIELD, Words(zh, en))
    return text


def _range(dimension: Dimension, item: str) -> Range:
    low, dots, high = item.partition("..")
    if not dots:
        value, currency = _number(dimension, item, HOME_CURRENCY)
        return Range(value, value, currency)
    ends = _number(dimension, high, HOME_CURRENCY) if high else None
    starts = _number(dimension, low, ends[1] if ends else HOME_CURRENCY) if low else None
    currency = (ends or starts or (0, ""))[1]
    return Range(starts[0] if starts else None, ends[0] if ends else None, currency)


def _compared(dimension: Dimension, sign: str, text: str) -> Range:
    if dimension.kind is DimensionKind.TEXT:
        zh, en = (ONLY_NUMBERS[i].format(dimension=dimension.words[i]) for i in (0, 1))
        raise Invalid(FIELD, Words(zh, en))
    value, currency = _number(dimension, text, HOME_CURRENCY)
    if sign in (">", ">="):
        return Range(value + (sign == ">"), None, currency)
    return Range(None, value - (sign == "<"), currency)


def _number(dimension: Dimension, text: str, currency: str) -> tuple[int, str]:
    """Return a whole number, or minor units with the currency written or else `currency`."""
    if dimension.kind is DimensionKind.AMOUNT:
        return money.parse_amount(text, currency, field=FIELD)
    if not re.fullmatch(r"-?\d{1,9}", text.strip()):
        raise Invalid(FIELD, NOT_A_NUMBER)
    return int(text), ""


def spell_definition(definition: Definition) -> str:
    """Return the text that `parse_definition` reads as this definition."""
    return " ".join(_spell(condition) for condition in definition.conditions)


def _spell(condition: Condition) -> str:
    if len(condition.ranges) == 1 and not (condition.unknown or condition.negated):
        low, high, _ = condition.ranges[0]
        if low is None or high is None:
            sign, end = ("<=", high) if low is None else (">=", low)
            return f"{condition.dimension}{sign}{_spelled_end(end, condition.ranges[0].currency)}"
    items = [_quoted(value) for value in condition.values]
    items += [_spelled_range(span) for span in condition.ranges]
    items += ["unknown"] if condition.unknown else []
    return f"{condition.dimension}{'!=' if condition.negated else '='}{','.join(items)}"


def _quoted(value: str) -> str:
    plain = _BARE.fullmatch(value) and value.lower() not in _UNKNOWN and value == value.translate(SAME)
    return value if plain else f'"{value}"'


def _spelled_range(span: Range) -> str:
    low, high = (_spelled_end(end, span.currency) for end in span[:2])
    return low if low == high else f"{low}..{high}"


def _spelled_end(value: int | None, currency: str) -> str:
    if value is None:
        return ""
    return f"{money.plain(value, currency).removesuffix('.00')}{currency}" if currency else str(value)
