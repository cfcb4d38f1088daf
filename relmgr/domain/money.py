"""Amounts as people write and read them; integer minor units with a currency, never floats.

`parse_amount` accepts what has one reading and refuses the rest: `1,23`, `1,2.5万`, `1.234,56`, `3亿5`,
`1E+08` and anything finer than the currency's minor unit. A comma groups thousands, a point is decimal.
"""

import re
import unicodedata
from decimal import Context, Decimal
from typing import Final, NamedTuple

from relmgr.domain.currencies import WORDS, exponent, named
from relmgr.domain.language import Language
from relmgr.errors import Invalid
from relmgr.words import Words

LARGEST: Final = 9 * 10**18
"""The largest stored amount in minor units (a 64-bit integer holds 9.22e18)."""

_LONGEST: Final = 60
_EXACT: Final = Context(prec=3 * _LONGEST)
"""No sum or product of accepted figures has more digits than this, so nothing is rounded."""

MULTIPLIERS: Final = {
    "千": 10**3,
    "仟": 10**3,
    "万": 10**4,
    "萬": 10**4,
    "w": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "億": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mm": 10**6,
    "mio": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "billion": 10**9,
}
"""What a unit word multiplies by; upper and lower case are the same."""

_UNITS = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_TERM = re.compile(rf"\s*({_NUMBER})\s*({_UNITS})?", re.IGNORECASE)
_WHOLE = re.compile(rf"(?:{_TERM.pattern})+\s*[元圆整]*", re.IGNORECASE)
_SIGNS = "|".join(re.escape(word) for word in WORDS)
_CURRENCY = rf"[A-Za-z]{{3}}(?![A-Za-z])|{_SIGNS}"
_BEFORE = re.compile(rf"({_CURRENCY})\s*", re.IGNORECASE)
_AFTER = re.compile(rf"(?<![A-Za-z])([A-Za-z]{{3}})$|({_SIGNS})$", re.IGNORECASE)


class Money(NamedTuple):
    """An amount in minor units of its currency."""

    minor: int
    currency: str


def _refuse(field: str, text: str, why: Words) -> Invalid:
    shown = text if len(text) <= 40 else text[:37] + "..."
    return Invalid(field, Words(f"金额「{shown}」{why.zh}", f'amount "{shown}" {why.en}'))


def normal(text: str) -> str:
    """Return text with full-width characters as half-width ones, one kind of minus and no outer blanks."""
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()


def _unsigned(field: str, text: str) -> tuple[str, bool]:
    """Strip a minus sign or accounting brackets and tell whether one was there."""
    shown = normal(text)
    bracketed = shown.startswith("(") and shown.endswith(")")
    if bracketed:
        shown = shown[1:-1].strip()
    if shown.startswith(("-", "+")):
        if bracketed:
            raise _refuse(field, text, Words("的负号写了两次", "has two minus signs"))
        return shown[1:].strip(), shown[0] == "-"
    return shown, bracketed


def _is_unit(word: str) -> bool:
    return word.lower() in MULTIPLIERS


def _named(field: str, text: str, word: str, default: str) -> str:
    currency = named(word, default)
    if currency is None:
        raise _refuse(
            field,
            text,
            Words(f"的币种「{word}」不认识", f'has an unknown currency "{word}"; write a code as CNY'),
        )
    return currency


def _without_currency(field: str, text: str, body: str, default: str) -> tuple[str, str, bool]:
    """Split a leading or trailing currency off; the minus sign may stand behind the leading one."""
    found: list[str] = []
    negative = False
    if (match := _BEFORE.match(body)) and not _is_unit(match[1]):
        found.append(_named(field, text, match[1], default))
        body = body[match.end() :]
        if body.startswith("-"):
            body, negative = body[1:].strip(), True
    match = _AFTER.search(body)
    if match and body[: match.start()].strip() and not _is_unit(match[0]):
        found.append(_named(field, text, match[0], default))
        body = body[: match.start()].strip()
    if len(set(found)) > 1:
        raise _refuse(field, text, Words("写了两个币种", "names two currencies"))
    return body, found[0] if found else default, negative


def _value(field: str, text: str, body: str) -> Decimal:
    """Return the number of `3.2亿`, `3亿2,000万元` or `1,200`; units must fall from term to term."""
    if len(body) > _LONGEST or not _WHOLE.fullmatch(body):
        raise _refuse(
            field,
            text,
            Words(
                "看不懂；可写 3.2亿、8,500万、320m 或 1,234.56",
                "is not understood; write 3.2亿, 8,500万, 320m or 1,234.56",
            ),
        )
    total, last = Decimal(0), None
    for number, unit in _TERM.findall(body):
        factor = MULTIPLIERS[unit.lower()] if unit else 1
        if last is not None and (factor >= last or not unit):
            raise _refuse(
                field,
                text,
                Words("可以读成几个数，请写一个数加一个单位", "has several readings; write one number"),
            )
        if "," in number and number.startswith("0"):
            raise _refuse(field, text, Words("以 0 开头又有千位分隔符", "groups digits after a leading zero"))
        total = _EXACT.fma(Decimal(number.replace(",", "")), factor, total)
        last = factor
    return total


def to_minor(value: Decimal, currency: str) -> int | None:
    """Return an exact amount in minor units, or None when it is finer than the minor unit."""
    scaled = value.scaleb(exponent(currency), _EXACT)
    return int(scaled) if scaled == int(scaled) else None


def parse_amount(text: str, currency: str = "CNY", *, field: str = "amount", unit: int = 1) -> Money:
    """Return the amount that `text` writes, in its own currency or else in `currency`.

    `unit` is the multiplier that a heading such as 万元 states; it does not apply when the text has its own
    unit. Raises `Invalid` with a sentence for text that is not one exact amount.
    """
    body, minus = _unsigned(field, text)
    body, currency, inner = _without_currency(field, text, body, currency)
    if minus and inner:
        raise _refuse(field, text, Words("的负号写了两次", "has two minus signs"))
    value = _value(field, text, body)
    if not re.search(_UNITS, body, re.IGNORECASE):
        value = _EXACT.multiply(value, unit)
    minor = to_minor(value, currency)
    if minor is None:
        places = exponent(currency)
        raise _refuse(
            field,
            text,
            Words(
                f"的小数多于 {currency} 的 {places} 位", f"has more than the {places} decimals of {currency}"
            ),
        )
    if minor > LARGEST:
        raise _refuse(field, text, Words("太大", "is too large"))
    return Money(-minor if minus or inner else minor, currency)


def _rounded(minor: int, step: int) -> int:
    """Divide half-even, in integers."""
    whole, rest = divmod(minor, step)
    return whole + (rest * 2 > step or (rest * 2 == step and whole % 2 == 1))


def _figure(minor: int, currency: str, factor: int, places: int) -> str:
    """Return minor units as a grouped figure in units of `factor` with `places` decimals."""
    size = _rounded(abs(minor) * 10**places, factor * 10 ** exponent(currency))
    whole, part = divmod(size, 10**places)
    tail = f".{part:0{places}d}" if places else ""
    return f"{'-' if minor < 0 and size else ''}{whole:,}{tail}"


def plain(minor: int, currency: str) -> str:
    """Return `320000000.00`: every minor unit, no grouping; for files."""
    return _figure(minor, currency, 1, exponent(currency)).replace(",", "")


def exact(minor: int | None, currency: str) -> str:
    """Return `320,000,000.00 CNY`, or `-` for unknown."""
    return "-" if minor is None else f"{_figure(minor, currency, 1, exponent(currency))} {currency}"


def short(minor: int | None, currency: str, language: Language, *, decimals: int | None = None) -> str:
    """Return `85.31亿`, `8,500万` or `CNY 8,531.0m`, or `-` for unknown.

    Chinese names the currency only when it is not CNY; an amount too small for the unit is shown exactly.
    `decimals` replaces the decimals of 亿 and m (totals of a book take 1).
    """
    if minor is None:
        return "-"
    size = abs(minor) // 10 ** exponent(currency)
    lead = "" if language == "zh" and currency == "CNY" else f"{currency} "
    if language == "en":
        if size < 50_000:
            return f"{lead}{_figure(minor, currency, 1, exponent(currency))}"
        return f"{lead}{_figure(minor, currency, 10**6, 1 if decimals is None else decimals)}m"
    if size >= 10**8:
        return f"{lead}{_figure(minor, currency, 10**8, 2 if decimals is None else decimals)}亿"
    if size >= 10**4:
        return f"{lead}{_figure(minor, currency, 10**4, 0)}万"
    return f"{lead}{_figure(minor, currency, 1, exponent(currency))}"


def whole(minor: int | None, currency: str, language: Language) -> str:
    """Return `8,531,000,000` or `CNY 8,531,000,000`, rounded half-even to whole units, `-` for unknown."""
    if minor is None:
        return "-"
    lead = "" if language == "zh" and currency == "CNY" else f"{currency} "
    return lead + _figure(minor, currency, 1, 0)


def list_unit(language: Language, currency: str = "") -> str:
    """Return the unit that a column of `listed` figures states once in its heading: 万 or m."""
    return f"{currency} {'万' if language == 'zh' else 'm'}".strip()


def listed(minor: int | None, currency: str, language: Language) -> str:
    """Return a figure for a column in 万 or m without decimals; `<1` is more than nothing."""
    if minor is None:
        return "-"
    figure = _figure(minor, currency, 10**4 if language == "zh" else 10**6, 0)
    if figure != "0" or minor == 0:
        return figure
    return "<1" if minor > 0 else ">-1"
