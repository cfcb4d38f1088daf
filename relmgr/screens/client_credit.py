"""The facilities of a client: what is granted, drawn and used, with totals of each currency by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from relmgr import i18n
from relmgr.domain.value_words import FACILITY_KINDS
from relmgr.queries.client_page import FacilityRow
from relmgr.screens.client_view import View, amount, day, nothing, share, unknown
from relmgr.widgets.badges import Styled
from relmgr.widgets.line_list import Line, cell, heading, note
from relmgr.words import Words

TITLE, NAME = Words("授信与用信", "Facilities"), Words("品种", "Facility")
LIMIT, DRAWN = Words("额度", "Limit"), Words("余额", "Drawn")
USED, MATURITY = Words("用信", "Used"), Words("到期", "Maturity")
TOTAL = Words("合计 {currency}", "Total {currency}")
PARTIAL = Words("{currency} 缺{n}笔", "{currency}, {n} missing")
NONE = Words("没有授信记录。", "No facilities on record.")
MORE = Words("还有 {n} 笔，见「授信」页签", "{n} more on the Facilities tab")
ARREARS = Words("逾期自 {on}", "overdue since {on}")


@dataclass(frozen=True, slots=True)
class Total:
    """The sums of one currency in minor units; `missing` facilities have an unknown figure."""

    currency: str
    limit_minor: int | None
    drawn_minor: int | None
    missing: int


def totals(facilities: Sequence[FacilityRow]) -> list[Total]:
    """Return the totals per currency, the currency of most facilities first; nothing is summed across them."""
    currencies = [f.currency for f in facilities]
    found = []
    for currency in sorted(dict.fromkeys(currencies), key=lambda c: -currencies.count(c)):
        own = [f for f in facilities if f.currency == currency]
        limits = [f.limit_minor for f in own if f.limit_minor is not None]
        drawn = [f.drawn_minor for f in own if f.drawn_minor is not None]
        missing = sum(f.limit_minor is None or f.drawn_minor is None for f in own)
        found.append(Total(currency, sum(limits) if limits else None, sum(drawn) if drawn else None, missing))
    return found


def overview_facilities(view: View) -> list[Line]:
    """Return the largest facilities and the totals."""
    return _facilities(view, most=6)


def all_facilities(view: View) -> list[Line]:
    """Return every facility with what is overdue."""
    return _facilities(view, most=None)


def _facilities(view: View, most: int | None) -> list[Line]:
    facilities = view.page.facilities
    lines = [heading(f"{i18n.say(TITLE)} {len(facilities) or ''}".rstrip())]
    if not facilities:
        return [*lines, nothing(NONE)]
    lines.append(
        note(
            " ",
            *_columns(view, *(Styled(i18n.say(w), "muted") for w in (NAME, LIMIT, DRAWN, USED, MATURITY))),
        )
    )
    for facility in facilities[:most]:
        lines.append(_line(view, facility))
        if most is None and facility.overdue_since:
            since = i18n.say(ARREARS, on=facility.overdue_since)
            lines.append(note("   ", Styled(since, "overdue")))
    if most is not None and len(facilities) > most:
        lines.append(nothing(MORE.fill(n=len(facilities) - most)))
    lines += [_total(view, total) for total in totals(facilities)]
    return lines


def facility_name(facility: FacilityRow) -> str:
    """Return the name of a facility, else its kind and code."""
    return facility.name or f"{i18n.say(FACILITY_KINDS[facility.kind])} {facility.code}".strip()


def _line(view: View, facility: FacilityRow) -> Line:
    return view.row(
        "facility",
        facility.id,
        *_columns(
            view,
            facility_name(facility),
            amount(facility.limit_minor, facility.currency),
            amount(facility.drawn_minor, facility.currency),
            share(facility.drawn_minor, facility.limit_minor),
            day(facility.maturity_on),
        ),
    )


def _total(view: View, total: Total) -> Line:
    words = PARTIAL if total.missing else TOTAL
    used = unknown() if total.missing else share(total.drawn_minor, total.limit_minor)
    return note(
        " ",
        *_columns(
            view,
            Styled(i18n.say(words, currency=total.currency, n=total.missing), "strong"),
            amount(total.limit_minor, total.currency),
            amount(total.drawn_minor, total.currency),
            used,
            "",
        ),
    )


def _columns(
    view: View,
    name: str | Styled,
    limit: str | Styled,
    drawn: str | Styled,
    used: str | Styled,
    due: str | Styled,
) -> tuple[str | Styled, ...]:
    size = 12 if view.language == "zh" else 14
    rest = view.width - 2 - 2 * (size + 1) - 8 - 10
    return (
        cell(name, max(10, rest)),
        cell(limit, size, right=True),
        cell(drawn, size, right=True),
        cell(used, 7, right=True),
        cell(due, 10),
    )
