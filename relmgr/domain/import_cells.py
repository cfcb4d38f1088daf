"""Reads one cell of a list into a value of its field; raises `Invalid` with a sentence for what is unclear."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_EVEN, Decimal
from difflib import get_close_matches
from typing import Final

from relmgr.domain.currencies import exponent, named
from relmgr.domain.date_spellings import Moment, from_serial, parse_moment
from relmgr.domain.import_headers import metric_named
from relmgr.domain.import_kinds import Form
from relmgr.domain.import_periods import read_period
from relmgr.domain.import_style import Place
from relmgr.domain.money import LARGEST, Money, parse_amount
from relmgr.domain.sheet import Cell, text_of
from relmgr.errors import Invalid
from relmgr.words import Words

MISSING: Final = frozenset(
    {"", "-", "--", "—", "——", "/", "n/a", "#n/a", "na", "null", "none", "无", "暂无", "不详"}
)
"""What stands for "unknown" in a column of figures or dates; text such as `NA` is never missing."""

COUNTRIES: Final = {
    "中国": "CN", "china": "CN", "chn": "CN", "中华人民共和国": "CN", "香港": "HK", "hong kong": "HK", "澳门": "MO",
    "台湾": "TW", "美国": "US", "usa": "US", "united states": "US", "英国": "GB", "united kingdom": "GB",
    "日本": "JP", "japan": "JP", "德国": "DE", "germany": "DE", "新加坡": "SG", "singapore": "SG",
}  # fmt: skip
"""Country names that Chinese lists use; anything else is written as its two-letter code (ISO 3166-1)."""

_TRUE: Final = frozenset({"是", "y", "yes", "true", "t", "1", "✓", "√", "对", "有效"})
_FALSE: Final = frozenset({"否", "n", "no", "false", "f", "0", "x", "×", "✗", "无效"})
_WHOLE: Final = re.compile(
    r"(-?)(\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.0+)?\s*(?:天|日|分钟|人|笔|次|年|分|days?|min(?:utes)?)?"
)
_RATIO: Final = re.compile(r"(-?\d{1,9}(?:\.\d{1,12})?)\s*(%|‰|bps?)?")
_TIMES: Final = re.compile(r"(-?\d{1,9}(?:\.\d{1,12})?)\s*(%|x|倍)?")
_SCALES: Final = {"%": Decimal(10_000), "‰": Decimal(1_000), "bp": Decimal(100), "bps": Decimal(100)}


def _refuse(place: Place, text: str, zh: str, en: str) -> Invalid:
    shown = text if len(text) <= 40 else text[:37] + "..."
    return Invalid(place.spec.name, Words(f"「{shown}」{zh}", f'"{shown}" {en}'))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _text(cell: Cell, _place: Place) -> str | None:
    text = text_of(cell)
    return text if text.strip() else None


def _line(cell: Cell, place: Place) -> str | None:
    text = text_of(cell).strip()
    if all(unicodedata.category(character)[0] in "CZ" for character in text):
        return None  # only spaces, controls and joiners: a name of these could be seen on no screen
    if place.style.digits and text.isascii() and text.isdigit():
        text = text.zfill(place.style.digits)
    if place.spec.limit and len(text) > place.spec.limit:
        raise _refuse(
            place, text, f"超过 {place.spec.limit} 个字", f"is longer than {place.spec.limit} characters"
        )
    return text or None


def _amount(cell: Cell, place: Place) -> Money | None:
    currency = place.style.currency or place.currency
    if isinstance(cell, Decimal):
        return _rounded(cell * place.style.factor, currency, place)
    text = text_of(cell)
    if _folded(text) in MISSING:
        return None
    if place.style.rounded and re.fullmatch(r"\s*-?\d{1,18}(\.\d{1,12})?(E[+-]?\d{1,2})?\s*", text):
        return _rounded(Decimal(text.strip()) * place.style.factor, currency, place)
    return parse_amount(text, currency, field=place.spec.name, unit=place.style.factor)


def _rounded(value: Decimal, currency: str, place: Place) -> Money:
    minor = int(value.scaleb(exponent(currency)).to_integral_value(ROUND_HALF_EVEN))
    if abs(minor) > LARGEST:
        raise _refuse(place, str(value), "太大", "is too large")
    return Money(minor, currency)


def _moment(cell: Cell, place: Place) -> Moment | None:
    if isinstance(cell, datetime):
        return Moment(cell.date(), cell.time() if cell.time() != time() else None)
    if isinstance(cell, date):
        return Moment(cell)
    if isinstance(cell, Decimal) and cell == int(cell):
        if re.fullmatch(r"(?:19|20)\d{6}", text_of(cell)):
            return parse_moment(text_of(cell), field=place.spec.name)
        return Moment(from_serial(int(cell), field=place.spec.name, epoch=place.context.epoch))
    text = text_of(cell)
    if _folded(text) in MISSING:
        return None
    style = place.style
    return parse_moment(text, field=place.spec.name, forms=style.forms, pivot=style.pivot)


def _date(cell: Cell, place: Place) -> date | None:
    moment = _moment(cell, place)
    return moment.day if moment else None


def _integer(cell: Cell, place: Place) -> int | None:
    text = _folded(text_of(cell))
    if text in MISSING:
        return None
    if match := _WHOLE.fullmatch(text):
        return int(match[1] + match[2].replace(",", ""))
    raise _refuse(place, text, "不是整数", "is not a whole number")


def _times(cell: Cell, place: Place) -> int | None:
    """Read a multiple such as 1.25 or 1.25x, or a percentage, in millionths."""
    text = _folded(text_of(cell))
    if text in MISSING:
        return None
    match = _TIMES.fullmatch(text)
    if match is None:
        raise _refuse(
            place, text, "不是倍数；请写成 1.25 或 125%", "is not a multiple; write it like 1.25 or 125%"
        )
    scale = 10_000 if match[2] == "%" else 1_000_000
    return int((Decimal(match[1]) * scale).to_integral_value(ROUND_HALF_EVEN))


def _ratio(cell: Cell, place: Place) -> int | None:
    text = _folded(text_of(cell))
    if text in MISSING:
        return None
    match = _RATIO.fullmatch(text)
    if match is None:
        raise _refuse(place, text, "不是比率；请写成 4.35%", "is not a rate; write it like 4.35%")
    sign = match[2] or ("%" if place.style.percent else "")
    if not sign and Decimal(match[1]):
        raise _refuse(
            place,
            text,
            "没有写单位；请写成 4.35%，或在列名后加 (%)",
            "has no unit; write 4.35% or put (%) in the heading",
        )
    value = Decimal(match[1]) * _SCALES.get(sign, Decimal(1))
    if value != value.to_integral_value() and not (place.style.rounded or isinstance(cell, Decimal)):
        raise _refuse(place, text, "的小数太多", "has too many decimals")
    return int(value.to_integral_value(ROUND_HALF_EVEN))


def _flag(cell: Cell, place: Place) -> bool | None:
    text = _folded(text_of(cell))
    if not text:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    raise _refuse(place, text, "不是「是」或「否」", 'is neither "yes" nor "no"')


def _choice(cell: Cell, place: Place) -> str | None:
    text = _folded(text_of(cell))
    if not text:
        return None
    if text in place.spec.choices:
        return place.spec.choices[text]
    if place.spec.other:
        return place.spec.other
    near = get_close_matches(text, place.spec.choices, n=1, cutoff=0.5)
    known = near or list(dict.fromkeys(place.spec.choices.values()))
    raise _refuse(
        place,
        text,
        f"不在可选值里；例如：{'、'.join(known)}",
        f"is not a known value; for instance: {', '.join(known)}",
    )


def _uscc(cell: Cell, place: Place) -> str | None:
    text = text_of(cell).strip()
    return place.context.check_uscc(text) if text else None


def _country(cell: Cell, place: Place) -> str | None:
    text = text_of(cell).strip()
    if not text:
        return None
    code = COUNTRIES.get(_folded(text), text.upper())
    if re.fullmatch(r"[A-Z0-9]{2}", code):
        return code
    raise _refuse(place, text, "不是两位国家代码，如 CN", "is not a two-letter country code such as CN")


def _currency(cell: Cell, place: Place) -> str | None:
    text = unicodedata.normalize("NFKC", text_of(cell)).strip()
    if not text:
        return None
    if code := named(text, place.currency):
        return code
    raise _refuse(place, text, "不是币种，如 CNY", "is not a currency such as CNY")


def _period(cell: Cell, _place: Place) -> str | None:
    return read_period(cell) if text_of(cell).strip() else None


def _key(cell: Cell, place: Place) -> str | None:
    text = text_of(cell).strip()
    if not text:
        return None
    if re.fullmatch(r"[0-9a-f]{32}", text):
        return text
    raise _refuse(place, text, "不是 relmgr 的标识", "is not an id of relmgr")


def _metric(cell: Cell, place: Place) -> str | None:
    text = text_of(cell).strip()
    if not text:
        return None
    if found := metric_named(text):
        return found.code
    raise _refuse(
        place, text, "不是已知指标，如「日均存款」", 'is not a known metric such as "average deposits"'
    )


def _raw(cell: Cell, _place: Place) -> Cell | None:
    return cell if _folded(text_of(cell)) not in MISSING else None


def _nothing(_cell: Cell, _place: Place) -> None:
    return None


_READERS: Final[Mapping[Form, Callable[[Cell, Place], object]]] = {
    Form.TEXT: _text,
    Form.LINE: _line,
    Form.CODE: _line,
    Form.AMOUNT: _amount,
    Form.DATE: _date,
    Form.MOMENT: _moment,
    Form.INTEGER: _integer,
    Form.RATIO: _ratio,
    Form.TIMES: _times,
    Form.FLAG: _flag,
    Form.CHOICE: _choice,
    Form.USCC: _uscc,
    Form.COUNTRY: _country,
    Form.CURRENCY: _currency,
    Form.PERIOD: _period,
    Form.KEY: _key,
    Form.METRIC: _metric,
    Form.FIGURE: _raw,
    Form.IGNORED: _nothing,
}


def read_cell(cell: Cell, place: Place) -> object:
    """Return the value of a cell, or None when it says nothing; raises `Invalid`."""
    if place.style.values:
        cell = place.style.replaced(text_of(cell).strip())
    return _READERS[place.spec.form](cell, place)
