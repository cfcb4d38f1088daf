"""The columns of the client book: those it comes with and those a person may choose."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.money import Money
from relmgr.queries.clients import ClientRow
from relmgr.widgets import amounts, privacy
from relmgr.widgets.badges import Styled, level_badge, tier_badge
from relmgr.widgets.columns import Cell, Column
from relmgr.words import Words

WIDTHS: Final = (12, 11)
"""Cells of an amount in Chinese and English; a figure too long for them names a larger unit itself."""
EXPOSURE, LIMIT = Words("敞口({unit})", "Exp. ({unit})"), Words("授信({unit})", "Limit ({unit})")
TODAY, LATE = Words("今天", "today"), Words("逾{n}天", "late{n}d")
WATCHED = Words("关注", "watch")
FIRST: Final = ("name", "tier", "exposure", "level", "seen", "next", "to-do", "industry")
"""What the list comes with; the last give way in a narrow window."""


def client_columns(today: date, zone: ZoneInfo) -> Sequence[Column[ClientRow]]:
    """Return every column of the client book as of a day, those it comes with first."""

    def seen(row: ClientRow) -> str:
        return dates.ago(row.last_contact_on, today, i18n.language())

    def next_on(row: ClientRow) -> date | None:
        return row.next_visit_at.astimezone(zone).date() if row.next_visit_at is not None else None

    def coming(row: ClientRow) -> Cell:
        day = next_on(row)
        if day is None:
            return ""
        if day == today:
            return Styled(i18n.say(TODAY), "strong")
        if day < today:
            return Styled(i18n.say(LATE, n=(today - day).days), "overdue")
        return dates.month_day(day)

    return (
        Column(Words("客户", "Client"), (16, 18), lambda r: privacy.name(r.short_name or r.name), grow=True,
               sort="name"),
        Column(Words("层", "T"), (3, 2), lambda r: tier_badge(r.tier), sort="tier"),
        Column(amounts.with_unit(EXPOSURE), WIDTHS, _exposure, right=True, sort="exposure", value=_exact_exposure),
        Column(Words("预警", "Warn"), (7, 7), lambda r: level_badge(r.level), sort="level"),
        Column(Words("未见", "Seen"), (6, 6), seen, right=True, sort="seen", value=lambda r: r.last_contact_on),
        Column(Words("下次", "Next"), (7, 7), coming, sort="next", value=next_on),
        Column(Words("待办", "To do"), (12, 12), lambda r: privacy.words(r.next_step), from_width=70, grow=True,
               id="to-do"),
        Column(Words("行业", "Industry"), (10, 14), lambda r: r.industry, from_width=110, id="industry"),
        *_more_columns(),
    )  # fmt: skip


def _more_columns() -> Sequence[Column[ClientRow]]:
    return (
        Column(Words("编号", "Code"), (10, 10), lambda r: r.code, id="code"),
        Column(Words("全称", "Full name"), (24, 28), lambda r: privacy.name(r.name), id="full-name"),
        Column(Words("地区", "Region"), (8, 12), lambda r: r.region, id="region"),
        Column(Words("集团", "Group"), (14, 16), lambda r: privacy.name(r.group_name), id="group"),
        Column(amounts.with_unit(LIMIT), WIDTHS, _limit, right=True, id="limit", value=_exact_limit),
        Column(Words("授信笔数", "Facil."), (8, 6), lambda r: str(r.facilities), right=True, id="facilities",
               value=lambda r: r.facilities),
        Column(Words("评级", "Grade"), (6, 6), lambda r: r.grade or "-", id="grade"),
        Column(Words("五级分类", "Class"), (8, 10), lambda r: r.asset_class or "-", id="class"),
        Column(Words("阶段", "Stage"), (4, 5), lambda r: _count(r.stage), right=True, id="stage",
               value=lambda r: r.stage),
        Column(Words("评分", "Score"), (6, 6), _score, right=True, id="score"),
        Column(Words("预警数", "Open"), (6, 5), lambda r: str(r.open_signals), right=True, id="warnings",
               value=lambda r: r.open_signals),
        Column(Words("关注", "Watch"), (6, 6), lambda r: i18n.say(WATCHED) if r.on_watch else "", id="watch"),
        Column(Words("上次联系", "Last contact"), (10, 12), lambda r: _day(r.last_contact_on), id="last-contact",
               value=lambda r: r.last_contact_on),
        Column(Words("待办期限", "Due"), (10, 10), lambda r: _day(r.next_step_on), id="to-do-due",
               value=lambda r: r.next_step_on),
        Column(Words("入层日期", "Tier since"), (10, 10), lambda r: _day(r.tier_since_on), id="tier-since",
               value=lambda r: r.tier_since_on),
    )  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else "-"


def _count(number: int | None) -> str:
    return "-" if number is None else str(number)


def _score(row: ClientRow) -> str:
    return "-" if row.score_e6 is None else f"{row.score_e6 / 1_000_000:.1f}"


def _exact(minor: int | None, row: ClientRow) -> Money | None:
    return None if minor is None or row.currency is None else Money(minor, row.currency)


def _exact_exposure(row: ClientRow) -> Money | None:
    return _exact(row.exposure_minor, row)


def _exact_limit(row: ClientRow) -> Money | None:
    return _exact(row.limit_minor, row)


def _amount(minor: int | None, currency: str | None) -> str:
    return "-" if minor is None or currency is None else privacy.amount(exposure_text(minor, currency))


def _exposure(row: ClientRow) -> str:
    return _amount(row.exposure_minor, row.currency)


def _limit(row: ClientRow) -> str:
    return _amount(row.limit_minor, row.currency)


def exposure_text(minor: int, currency: str) -> str:
    """Return an amount in the unit of the column, or with a unit of its own where that would not fit."""
    figure = amounts.listed(minor, currency)
    shown = figure if currency == "CNY" else f"{currency} {figure}"
    fits = cell_len(shown) <= WIDTHS[0 if i18n.language() == "zh" else 1]
    return shown if fits else amounts.short(minor, currency, decimals=0)
