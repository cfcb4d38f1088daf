"""How values look in the text of a command: the same marks, dates and amounts as on the screens."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from relmgr import i18n
from relmgr.cli.report import Column, Styled
from relmgr.domain import dates, money
from relmgr.domain.values import (
    ClientState,
    FacilityKind,
    Key,
    Level,
    Severity,
    Tier,
    VisitState,
)
from relmgr.words import Words

T = TypeVar("T")

MARKS = {
    "red": Words("红!!!", "RED!!!"),
    "orange": Words("橙!!", "ORG!!"),
    "yellow": Words("黄!", "YEL!"),
    "green": Words("无", "none"),
    "unknown": Words("不明?", "unkn?"),
}
STYLES = {"red": "bold red", "orange": "bold yellow", "yellow": "yellow", "unknown": "dim", "green": ""}
TIER_STYLES = {Tier.A: "bold", Tier.D: "dim"}
VISIT_STATES = {
    VisitState.PLANNED: Words("计划", "planned"),
    VisitState.DONE: Words("已办", "done"),
    VisitState.CANCELLED: Words("取消", "cancelled"),
    VisitState.MISSED: Words("未赴", "missed"),
}
CLIENT_STATES = {
    ClientState.PROSPECT: Words("潜在", "prospect"),
    ClientState.ACTIVE: Words("活跃", "active"),
    ClientState.DORMANT: Words("休眠", "dormant"),
    ClientState.LOST: Words("流失", "lost"),
    ClientState.REACTIVATED: Words("激活", "reactivated"),
}
FACILITY_KINDS = {
    FacilityKind.TERM: Words("定期贷款", "term"),
    FacilityKind.REVOLVER: Words("循环", "revolver"),
    FacilityKind.PROJECT: Words("项目贷款", "project"),
    FacilityKind.GUARANTEE: Words("保函", "guarantee"),
    FacilityKind.LC: Words("信用证", "letter of credit"),
    FacilityKind.OTHER: Words("其他", "other"),
}

SHORT_ID = 8
"""How many of the last characters of a key are shown; they are random in every kind of key."""


def column(zh: str, en: str, *, right: bool = False) -> Column:
    """Return a column with a heading in both languages."""
    return Column(Words(zh, en), right)


def short_id(key: Key | str) -> str:
    """Return the end of a key, which commands take in place of the whole."""
    return key[-SHORT_ID:]


def mark(level: Level | Severity) -> Styled:
    """Return a level or severity as its word with as many marks as it is grave."""
    return Styled(i18n.say(MARKS[level.value]), STYLES[level.value])


def tier(letter: Tier | None) -> Styled:
    """Return a tier as its letter, `-` where none was given yet."""
    return Styled(letter.value, TIER_STYLES.get(letter, "")) if letter else Styled("-", "dim")


def term(words: Mapping[T, Words], value: T) -> str:
    """Return what a stored value is called, or the value itself where it has no other name."""
    return i18n.say(words[value]) if value in words else str(value)


def amount(minor: int | None, currency: str | None) -> str:
    """Return an amount as lists show it, `-` for unknown."""
    return money.short(minor, currency or "", i18n.language()) if currency else "-"


def exact(minor: int | None, currency: str | None) -> str:
    """Return an amount to the minor unit, `-` for unknown."""
    return money.exact(minor, currency) if currency else "-"


def day(on: date | None) -> str:
    """Return a date with its year, `-` for unknown."""
    return on.isoformat() if on else "-"


def full_day(on: date | None) -> str:
    """Return a date with its weekday, `-` for unknown."""
    return dates.full(on, i18n.language())


def clock_time(at: datetime | None, zone: ZoneInfo, *, all_day: bool = False) -> str:
    """Return the local time of day of an instant, `-` where there is none."""
    return "-" if at is None or all_day else f"{at.astimezone(zone):%H:%M}"


def local_day(at: datetime | None, zone: ZoneInfo) -> str:
    """Return the local day of an instant, `-` where there is none."""
    return f"{at.astimezone(zone):%Y-%m-%d}" if at else "-"


def days_left(left: int | None) -> Styled:
    """Return the days until something is due, or by how much it is late."""
    if left is None:
        return Styled("-", "dim")
    if left < 0:
        return Styled(i18n.say(Words("逾{n}天", "late {n}d"), n=-left), "bold underline")
    return Styled(i18n.say(Words("{n}天", "{n}d"), n=left), "")


def step(old: Tier | None, new: Tier | None, *, is_up: bool) -> str:
    """Return a change of tier with its direction as a word; a first tier has none."""
    if old is None and new is not None:
        return f"- > {new.value}"
    way = Words("升", "UP") if is_up else Words("降", "DOWN")
    return f"{old.value if old else '-'} > {new.value if new else '-'} {i18n.say(way)}"


def points(e6: int | None) -> str:
    """Return a score kept in millionths with one decimal, `-` for unknown."""
    return "-" if e6 is None else f"{e6 / 1_000_000:.1f}"
