"""The written form of a filter, read: `tier:A last>60 (exp>1亿 or warn:red) -region:华东`.

One language everywhere: the filter line of a list, `relmgr book --where`, and saved segments. What cannot be read
is refused with its word, its place, and what is spelled most like it.
"""

import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from relmgr.domain.dimensions import Dimension, DimensionKind, Range
from relmgr.domain.fields import every_name, named_field
from relmgr.domain.segment_items import compared, is_unknown, read_range, read_value
from relmgr.domain.segment_logic import either, opposite
from relmgr.domain.segment_spelling import spell_definition
from relmgr.domain.segment_syntax import levelled, parser, unquoted
from relmgr.domain.segments import FIELD, WHOLE_BOOK, Condition, Definition, Term
from relmgr.errors import Invalid
from relmgr.words import Words

if TYPE_CHECKING:
    from lark import Token
    from lark.exceptions import UnexpectedInput

__all__ = ["LONGEST", "FilterError", "parse_definition", "spell_definition"]

LONGEST: Final = 4_000
"""Characters of a filter; a longer one was pasted by mistake."""
AT = Words("第 {place} 个字「{word}」：{what}", 'character {place}, "{word}": {what}')
AT_END = Words("第 {place} 个字，末尾：{what}", "character {place}, at the end: {what}")
NO_OPERATOR = Words(
    "后面要写取值，例如 层级:A,B 或 名称~华能。", "write what it must be, for example tier:A,B or name~steel."
)
NEAREST = Words("没有这个字段，最接近的是 {near}。", "there is no such field; the nearest is {near}.")
NO_VALUE = Words("后面要写取值。", "a value is missing here.")
OPEN_QUOTE = Words("引号没有合上。", "the quote is not closed.")
OPEN_BRACKET = Words("括号没有合上。", "the bracket is not closed.")
NO_BRACKET = Words("没有与它配对的左括号。", "no bracket was opened.")
NO_CONDITION = Words("这里要写条件。", "a condition is missing here.")
NOT_HERE = Words("这里读不通。", "this does not fit here.")
TOO_LONG = Words("最多 {n} 个字。", "a filter has at most {n} characters.")
NO_CONTROL = Words("不能有控制字符。", "control characters are not accepted.")
ONLY_NUMBERS = Words("{dimension} 不是数，只能用 = 或 !=。", "{dimension} is no number; only = and != fit.")
NO_SEARCH = Words("{dimension} 不是文字，不能用 ~。", "{dimension} is no free text; ~ does not fit.")
ONLY_EQUAL = Words("「缺」和「有」后面用 : 。", "missing and has take a colon.")
MISSING: Final = frozenset({"missing", "lacks", "无", "缺", "缺少"})
HAS: Final = frozenset({"has", "有"})
EQUAL, UNEQUAL, LIKE, UNLIKE = frozenset({"=", ":"}), frozenset({"!=", chr(0x2260)}), "~", "!~"
JOINERS: Final = frozenset({"and", "or", "not", "且", "或", "非"})
SIGNS: Final = {chr(0x2265): ">=", chr(0x2264): "<=", "=>": ">=", "=<": "<="}


class FilterError(Invalid):
    """A filter that cannot be read: the word, where it stands (from 1), and what was perhaps meant."""

    def __init__(self, what: Words, word: str, place: int, near: Sequence[str] = ()) -> None:
        """Say the place in the sentence, too."""
        pattern = AT if word else AT_END
        zh, en = (pattern[i].format(place=place, word=word, what=what[i]) for i in (0, 1))
        super().__init__(FIELD, Words(zh, en))
        self.what, self.word, self.place, self.near = what, word, place, tuple(near)


def parse_definition(text: str) -> Definition:
    """Return the definition that a text writes; raises FilterError naming word, position and what is nearest."""
    if len(text) > LONGEST:
        raise FilterError(TOO_LONG.fill(n=LONGEST), text[LONGEST : LONGEST + 10], LONGEST + 1)
    for place, sign in enumerate(text, start=1):
        if unicodedata.category(sign) in ("Cc", "Cs") and not sign.isspace():
            raise FilterError(NO_CONTROL, repr(sign)[1:-1], place)
    line = levelled(text)
    if not line.strip():
        return WHOLE_BOOK
    if line.count('"') % 2:
        raise FilterError(OPEN_QUOTE, line[line.rindex('"') :], line.rindex('"') + 1)
    return _parsed(line)


def _parsed(line: str) -> Definition:
    from lark.exceptions import UnexpectedInput  # noqa: PLC0415  with the parser, only when a filter is read

    try:
        found: Any = parser(BUILDER).parse(line)
    except UnexpectedInput as error:
        raise _unexpected(line, error) from error
    except FilterError:
        raise
    except Invalid as error:
        raise FilterError(error.words, line.strip()[:20], 1) from error
    assert isinstance(found, Definition)
    return found


def _unexpected(line: str, error: "UnexpectedInput") -> FilterError:
    """Say what the parser waited for, and what stands there instead."""
    expected = {*(getattr(error, "accepts", None) or ()), *(getattr(error, "expected", None) or ()),
                *(getattr(error, "allowed", None) or ())}  # fmt: skip
    token = getattr(error, "token", None)
    at_end = token is not None and token.type == "$END"
    place: int = len(line.rstrip()) if at_end else getattr(error, "pos_in_stream", None) or 0
    word = "" if at_end else line[place:].split(maxsplit=1)[0][:40]
    if "OPERATOR" in expected and "ITEM" not in expected:
        start = len(line[:place].rstrip())
        name = line[:start].split()[-1].lstrip("(（-") if start else word
        what = NO_CONDITION if name.lower() in JOINERS else NO_OPERATOR
        return FilterError(what, name, max(1, start - len(name) + 1))
    if "ITEM" in expected:
        return FilterError(NO_VALUE, word, place + 1)
    if at_end and "_CLOSE" in expected and "NAME" not in expected:
        return FilterError(OPEN_BRACKET, "", place + 1)
    if word[:1] in (")", "）") and not expected & {"_CLOSE", "NAME"}:
        return FilterError(NO_BRACKET, word, place + 1)
    return FilterError(NO_CONDITION if "NAME" in expected else NOT_HERE, word, place + 1)


class _Builder:
    """Makes definitions of what the parser has read, piece by piece, so that nothing is walked twice."""

    def start(self, found: list[Definition]) -> Definition:
        """Return the whole."""
        return found[0] if found else WHOLE_BOOK

    def either(self, sides: list[Definition]) -> Definition:
        """Return what holds where one side does."""
        return either(*sides)

    def both(self, terms: list[Definition]) -> Definition:
        """Return what holds where every term does."""
        return Definition(tuple(term for one in terms for term in one.conditions))

    def opposite(self, found: list[Definition]) -> Definition:
        """Return what holds where this does not."""
        return opposite(found[0])

    def condition(self, tokens: "list[Token]") -> Definition:
        """Return one condition; raises FilterError with the place of the word that is wrong."""
        name, operator, *items = tokens
        sign = SIGNS.get(str(operator), str(operator))
        if items[0].start_pos != operator.end_pos and any(sign in items[0] for sign in "=:<>"):
            raise _at(operator, NO_VALUE)
        if name.lower() in MISSING | HAS:
            return _presence(name, sign, items)
        field = _field(name)
        if sign in (LIKE, UNLIKE) and (field.kind is not DimensionKind.TEXT or not field.is_open):
            raise _at(operator, _about(NO_SEARCH, field))
        if sign in EQUAL | UNEQUAL | {LIKE, UNLIKE}:
            return Definition((_alternatives(field, sign, items),))
        if field.kind is DimensionKind.TEXT:
            raise _at(operator, _about(ONLY_NUMBERS, field))
        try:
            return Definition((Condition(field.code, ranges=(compared(field, sign, ",".join(items)),)),))
        except Invalid as error:
            raise _at(items[0], error.words) from error


BUILDER: Final = _Builder()


def _about(words: Words, field: Dimension) -> Words:
    zh, en = (words[i].format(dimension=field.words[i]) for i in (0, 1))
    return Words(zh, en)


def _at(token: "Token", what: Words, near: Sequence[str] = ()) -> FilterError:
    return FilterError(what, str(token), (token.start_pos or 0) + 1, near)


def _field(name: "Token") -> Dimension:
    field = named_field(name)
    if field is None:
        names = [*every_name(), "missing", "has", "无", "有"]
        near = get_close_matches(name.lower(), names, n=3, cutoff=0.5)
        near = near or get_close_matches(name.lower(), names, n=1, cutoff=0.0)
        raise _at(name, NEAREST.fill(near=near[0]), near)
    return field


def _presence(word: "Token", sign: str, items: "list[Token]") -> Definition:
    """Return that a field is missing or known; of several fields one is enough."""
    if sign not in EQUAL | UNEQUAL:
        raise _at(word, ONLY_EQUAL)
    sides = []
    for item in items:
        missing = Definition((_missing(_field(item)),))
        sides.append(opposite(missing) if word.lower() in HAS else missing)
    found = either(*sides)
    return opposite(found) if sign in UNEQUAL else found


def _missing(field: Dimension) -> Term:
    if isinstance(field.absent, str):
        return Condition(field.code, (field.absent,))
    return (
        Condition(field.code, ranges=(field.absent,)) if field.absent else Condition(field.code, unknown=True)
    )


def _alternatives(field: Dimension, sign: str, items: "list[Token]") -> Condition:
    values: list[str] = []
    ranges: list[Range] = []
    parts: list[str] = []
    unknown = False
    is_part = field.is_searched or sign in (LIKE, UNLIKE)
    for item in items:
        try:
            if is_unknown(field, item):
                unknown = True
            elif is_part:
                parts.append(_some(unquoted(item)))
            elif field.kind is DimensionKind.TEXT:
                values.append(read_value(field, _some(unquoted(item))))
            else:
                ranges.append(read_range(field, item))
                Condition(field.code, ranges=tuple(ranges[-1:]))
        except Invalid as error:
            raise _at(item, error.words, _near_values(field, item)) from error
    once = (tuple(dict.fromkeys(found)) for found in (values, ranges, parts))
    try:
        own, spans, pieces = once
        return Condition(field.code, own, spans, unknown, sign in UNEQUAL | {UNLIKE}, pieces)  # type: ignore[arg-type]
    except Invalid as error:
        raise _at(items[0], error.words) from error


def _some(text: str) -> str:
    if not text.strip():
        raise Invalid(FIELD, NO_VALUE)
    return text


def _near_values(field: Dimension, item: str) -> list[str]:
    known = [name for value, words in field.values.items() for name in (value, *words)]
    return list(dict.fromkeys(get_close_matches(item, known, n=3, cutoff=0.4)))
