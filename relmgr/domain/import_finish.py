"""What the values of a row mean together: arrears, visits made and planned, one currency per row."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from relmgr.domain.date_spellings import Moment
from relmgr.domain.import_kinds import ASSET_CLASSES, Kind
from relmgr.domain.import_post_loan import OWNED_LISTS
from relmgr.domain.import_records import Part
from relmgr.domain.import_style import Context
from relmgr.domain.money import Money
from relmgr.domain.values import VisitState
from relmgr.errors import Invalid
from relmgr.words import Words

LONGEST_ARREARS: Final = 36_500
"""Overdue days beyond a century are a slip."""

Values = dict[str, object]


def _client(part: Part, values: Values, extra: dict[str, str], context: Context) -> None:
    manager = values.pop("manager", None)
    if manager and manager != context.manager:
        heading = next(source.heading for source in part.sources if source.field.name == "manager")
        extra[heading] = str(manager)


def _facility(_part: Part, values: Values, _extra: dict[str, str], _context: Context) -> None:
    """Turn overdue days into the day since when; what is not overdue is known not to be."""
    one_currency(values)
    days, as_of = values.pop("overdue_days", None), values.get("arrears_on") or values.get("as_of")
    if isinstance(days, int):
        if not isinstance(as_of, date):
            raise Invalid(
                "as_of",
                Words(
                    "写了逾期天数，但没有写截至哪一天；请加上「数据日期」",
                    'states overdue days but not as of which day; add "as of"',
                ),
            )
        if not 0 <= days <= LONGEST_ARREARS:
            raise Invalid(
                "overdue_days", Words(f"逾期天数 {days} 不合理", f"{days} overdue days make no sense")
            )
        values["overdue_since"] = as_of - timedelta(days=days) if days else None
        values["arrears_on"] = as_of
    elif "overdue_since" in values and as_of:
        values["arrears_on"] = as_of


def one_currency(values: Values) -> None:
    """Turn amounts into minor units; raises `Invalid` unless all of a row are in one currency."""
    amounts = {name: value for name, value in values.items() if isinstance(value, Money)}
    found = sorted(
        {money.currency for money in amounts.values()}
        | ({str(values["currency"])} if "currency" in values else set())
    )
    if len(found) > 1:
        zh, en = "、".join(found), ", ".join(found)
        raise Invalid("currency", Words(f"一行里有几个币种：{zh}", f"several currencies in one row: {en}"))
    values.update({name: money.minor for name, money in amounts.items()})
    if found:
        values["currency"] = found[0]


def _visit(_part: Part, values: Values, _extra: dict[str, str], context: Context) -> None:
    """Settle whether a visit took place; what the row leaves open is refused."""
    written, planned = values.pop("on", None), values.pop("planned_at", None)
    at = planned if isinstance(planned, Moment) else written if isinstance(written, Moment) else None
    occurred = values.get("occurred_on")
    day = occurred if isinstance(occurred, date) else at.day if at else None
    if day is None:
        raise Invalid("on", Words("没有写日期", "has no date"))
    told = occurred is not None or "summary" in values
    state = values["state"] if "state" in values else _state(day, told, context.today)
    values["state"] = state
    values.setdefault("kind", "visit")
    if state == VisitState.DONE:
        if day > context.today:
            raise Invalid("on", Words(f"{day} 还没到，不能是已完成", f"{day} lies ahead and cannot be done"))
        values["occurred_on"] = day
        values.setdefault("effective", True)
    else:
        values.pop("occurred_on", None)
    if at and (planned is not None or state != VisitState.DONE):
        values["planned_at"] = context.instant(at)
        values["all_day"] = at.at is None
    values["day"] = day


def _state(day: date, told: bool, today: date) -> VisitState:
    if told:
        return VisitState.DONE
    if day >= today:
        return VisitState.PLANNED
    raise Invalid(
        "state",
        Words(
            "日期已过，又没有状态和纪要，不知道是否去过",
            "lies in the past without state and summary: it is not known whether it took place",
        ),
    )


def _amounts(_part: Part, values: Values, _extra: dict[str, str], _context: Context) -> None:
    one_currency(values)


def _rating(_part: Part, values: Values, _extra: dict[str, str], _context: Context) -> None:
    """Store a five-category class by its code; a word that names none is refused."""
    if values.get("kind") != "class" or "value" not in values:
        return
    text = str(values["value"])
    code = ASSET_CLASSES.get(text.strip().casefold())
    if code is None:
        raise Invalid(
            "value",
            Words(
                f"「{text}」不是五级分类；请写正常、关注、次级、可疑或损失",
                f'"{text}" is no asset class; write normal, special_mention, substandard, doubtful or loss',
            ),
        )
    values["value"] = code


FINISH: Final[Mapping[Kind, Callable[[Part, Values, dict[str, str], Context], None]]] = {
    Kind.CLIENTS: _client,
    Kind.FACILITIES: _facility,
    Kind.VISITS: _visit,
    **dict.fromkeys(OWNED_LISTS, _amounts),
    Kind.RATINGS: _rating,
}
