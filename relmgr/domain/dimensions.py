"""The dimensions by which the bank classifies clients: what each is, where it is read, how it is ordered.

Unknown is a value of its own in every dimension: it is counted, can be asked for, and is never dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from relmgr.domain.currencies import exponent
from relmgr.domain.money import Money
from relmgr.domain.value_words import ASSET_CLASSES, CLIENT_STATES, LEVELS, PHASES
from relmgr.domain.values import Tier
from relmgr.words import Words

UNKNOWN: Final = Words("不明", "unknown")
NO_UNIT: Final = Words("", "")
YES_NO: Final = {"yes": Words("是", "yes"), "no": Words("否", "no")}
NO_PROJECT: Final = "none"
"""Phase of a client that is no project company: known not to apply, which is not the same as unknown."""

DATE: Final = "date"
"""What a range of calendar days has where a range of an amount has its currency."""


class Day(NamedTuple):
    """A day as a filter sees it: how many days it is away, and its number in the calendar (`date.toordinal`)."""

    away: int
    ordinal: int


DimensionValue = str | int | Money | Day | None
"""What a client has in a dimension: a text, a whole number, an amount, a day, or None for unknown."""


class DimensionKind(StrEnum):
    """What the values of a dimension are; numbers and amounts are shown in bands."""

    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"
    DAYS = "days"


class Range(NamedTuple):
    """Whole numbers from `low` to `high`, both included.

    Of an amount they are minor units in `currency`. Of a day they are days away from today, or, with DATE in
    the place of the currency, numbers of calendar days.
    """

    low: int | None
    high: int | None
    currency: str = ""

    def holds(self, value: DimensionValue) -> bool:
        """Tell whether a value lies in the range; an amount of another currency does not."""
        if isinstance(value, Money):
            if value.currency != self.currency:
                return False
            value = value.minor
        elif isinstance(value, Day):
            value = value.ordinal if self.currency == DATE else value.away
        if not isinstance(value, int):
            return False
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension; `values` are the known ones in order, best first, and `is_open` admits others.

    `source` says what it is read from. `is_judged` marks what a verdict decides (tier, level): a strategy
    that depends on it is settled inside the verdict, so that judging twice a day says the same. `unit` stands
    behind a number. Days count forward from today, of an `is_past` one backward. Of an `is_searched` one any
    part is enough. `none` are words for unknown beside those of every dimension; `absent` is the value that
    `missing:` asks for where that is a known one. `initials` are those of the Chinese name in pinyin.
    """

    code: str
    words: Words
    source: Words
    kind: DimensionKind = DimensionKind.TEXT
    values: Mapping[str, Words] = field(default_factory=dict)
    is_open: bool = True
    is_judged: bool = False
    aliases: tuple[str, ...] = ()
    unit: Words = NO_UNIT
    is_past: bool = False
    is_searched: bool = False
    none: tuple[str, ...] = ()
    absent: str | Range | None = None
    initials: str = ""

    def value_words(self, value: str) -> Words:
        """Return what a text value is called; one without words stays as it was written."""
        return self.values.get(value) or Words(value, value)

    def place(self, value: str) -> tuple[int, str]:
        """Return the sort key of a text value: known ones in their order, then the others by text."""
        names = list(self.values)
        return (names.index(value), "") if value in self.values else (len(names), value)


PROFILE = Words("客户资料", "client profile")
SIZES = {
    "大型": Words("大型", "large"),
    "中型": Words("中型", "medium"),
    "小型": Words("小型", "small"),
    "微型": Words("微型", "micro"),
}
GRADES = {
    grade: Words(grade, grade)
    for grade in ("AAA+", "AAA", "AAA-", "AA+", "AA", "AA-", "A+", "A", "A-", "BBB+", "BBB", "BBB-", "BB+",
                  "BB", "BB-", "B+", "B", "B-", "CCC+", "CCC", "CCC-", "CC", "C", "D")
}  # fmt: skip
"""Common order of letter grades, best first; a bank's own grades come after them, in alphabetical order."""

_NUMBER, _AMOUNT = DimensionKind.NUMBER, DimensionKind.AMOUNT
YEARS: Final = Words("年", " y")
_EVERY = (
    Dimension("tier", Words("层级", "tier"), Words("已公布的分层", "published tier"),
              values={tier.value: Words(tier.value, tier.value) for tier in Tier}, is_open=False,
              is_judged=True, aliases=("分层",), initials="cj"),
    Dimension("level", Words("预警级别", "risk level"), Words("未结预警", "open warnings"),
              values=LEVELS, is_open=False, is_judged=True, aliases=("预警", "warn"),
              initials="yjjb"),
    Dimension("region", Words("地区", "region"), PROFILE, aliases=("区域",), initials="dq"),
    Dimension("industry", Words("行业", "industry"), PROFILE, initials="hy"),
    Dimension("size", Words("规模", "size"), PROFILE, values=SIZES, initials="gm"),
    Dimension("group", Words("集团", "group"), PROFILE, initials="jt"),
    Dimension("grade", Words("信用评级", "credit grade"), Words("最近一次内部评级", "newest internal grade"),
              values=GRADES, aliases=("评级", "rating"), initials="xypj"),
    Dimension("class", Words("五级分类", "asset class"), Words("最近一次五级分类", "newest recorded class"),
              values=ASSET_CLASSES, is_open=False, is_judged=True, aliases=("分类",), initials="wjfl"),
    Dimension("years", Words("合作年限", "years with us"),
              Words("建立关系日至今的整年数", "completed years since the relationship began"), _NUMBER,
              aliases=("年限",), unit=YEARS, initials="hznx"),
    Dimension("esg", Words("ESG 评分", "ESG score"), Words("ESG 评分，0-100", "ESG score, 0 to 100"), _NUMBER,
              initials="esgpf"),
    Dimension("esg_listed", Words("ESG 名单", "on ESG list"), PROFILE, values=YES_NO, is_open=False,
              initials="esgmd"),
    Dimension("state", Words("客户状态", "state"), PROFILE, values=CLIENT_STATES, is_open=False,
              aliases=("状态",), initials="khzt"),
    Dimension("project", Words("项目公司", "project company"), PROFILE, values=YES_NO, is_open=False,
              aliases=("项目",), initials="xmgs"),
    Dimension("phase", Words("项目阶段", "project phase"), PROFILE,
              values={**PHASES, NO_PROJECT: Words("非项目", "no project")}, aliases=("阶段",), initials="xmjd"),
    Dimension("exposure", Words("敞口", "exposure"),
              Words("各授信余额之和，各币种分开", "drawn amounts of the facilities, each currency apart"),
              _AMOUNT, aliases=("exp",), initials="ck"),
    Dimension("currency", Words("币种", "currency"),
              Words("授信的币种；多币种为不明", "currency of the facilities; several are unknown"),
              initials="bz"),
)  # fmt: skip
DIMENSIONS: Final[Mapping[str, Dimension]] = {dimension.code: dimension for dimension in _EVERY}
"""Every dimension by its code, in the order in which people are offered them."""

BandLimits = Mapping[str, tuple[int, ...]]
"""Where the bands of numbers (years, points) and amounts (major units) begin, ascending, by dimension."""


def bands(dimension: Dimension, limits: BandLimits, currency: str = "") -> tuple[Range, ...]:
    """Return the bands of a dimension from low to high; together they hold every number exactly once."""
    unit = 10 ** exponent(currency) if dimension.kind is _AMOUNT else 1
    starts = [None, *(limit * unit for limit in limits.get(dimension.code, ()))]
    ends = [*(start - 1 for start in starts[1:] if start is not None), None]
    return tuple(Range(low, high, currency) for low, high in zip(starts, ends, strict=True))


def next_anniversary(since: date, day: date) -> date:
    """Return the first day after `day` on which completed years since `since` are one more."""
    if since > day:
        return since
    years = day.year - since.year + ((day.month, day.day) >= (since.month, since.day))
    try:
        return since.replace(year=since.year + years)
    except ValueError:  # the 29th of February counts from the first of March in a common year
        return date(since.year + years, 3, 1)
