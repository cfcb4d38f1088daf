"""Facts behind the KPIs of the score: contribution, activity, growth; and monthly series from metrics."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from relmgr.domain.conditions import SLACK
from relmgr.domain.facts import NA, FactSheet
from relmgr.domain.periods import last_full_month, month_end, month_of, month_on, month_text, period_end
from relmgr.domain.records import ClientRecord, Figure
from relmgr.domain.series import Series
from relmgr.domain.values import FacilityKind

MILLION: Final = 1_000_000
YEAR: Final = 12
"""Months of a year-on-year comparison and of the activity window."""

FULL_LINE: Final = 0.90
"""A line drawn beyond this share of its limit counts as full; product default."""


def monthly_series(figures: Mapping[str, Figure]) -> Series | None:
    """Return a metric by month with gaps as None; None when it is empty or its currency changes."""
    if not figures or len({figure.currency for figure in figures.values()}) > 1:
        return None
    values = {month_of(period): float(figure.value) for period, figure in figures.items() if "-" in period}
    if not values:
        return None
    first, last = min(values), max(values)
    return Series(first, tuple(values.get(month) for month in range(first, last + 1)))


def put_latest(sheet: FactSheet, name: str, figures: Mapping[str, Figure]) -> None:
    """Note the latest value of a metric in millionths as a ratio."""
    if figures:
        period = max(figures, key=period_end)
        sheet.put(name, figures[period].value / MILLION, period_end(period))


def put_activity(sheet: FactSheet, record: ClientRecord) -> None:
    """Count the full months of the last twelve with a contact or a transaction; nothing recorded is unknown."""
    transactions = record.metric("transactions")
    if not transactions and not record.contacts:
        return
    last = last_full_month(sheet.day)
    window = range(last - YEAR + 1, last + 1)
    active = {month_on(day) for day in record.contacts}
    active |= {month_of(period) for period, figure in transactions.items() if figure.value > 0}
    until = month_end(last + 1) - timedelta(days=1)
    sheet.put("active_months", sum(month in active for month in window), holds_until=until)


def put_growth(sheet: FactSheet, record: ClientRecord) -> None:
    """Compare average loans plus deposits of the latest month that has both with the same month a year ago."""
    loans, deposits = record.metric("avg_loans"), record.metric("avg_deposits")
    for period in sorted(loans.keys() & deposits.keys(), reverse=True):
        before = month_text(month_of(period) - YEAR)
        figures = [loans[period], deposits[period], *(kind.get(before) for kind in (loans, deposits))]
        known = [figure for figure in figures if figure is not None]
        if len(known) < len(figures) or len({figure.currency for figure in known}) > 1:
            continue
        now, base = known[0].value + known[1].value, known[2].value + known[3].value
        if base > 0:
            sheet.put("growth", now / base - 1, month_end(month_of(period)))
        return


def put_deposit_growth(sheet: FactSheet, record: ClientRecord) -> None:
    """Compare average deposits of the latest month that has a figure a year before it with that figure."""
    deposits = record.metric("avg_deposits")
    for period in sorted(deposits, reverse=True):
        now, before = deposits[period], deposits.get(month_text(month_of(period) - YEAR))
        if before is not None and before.currency == now.currency:
            if before.value > 0:
                sheet.put("deposit_growth", now.value / before.value - 1, month_end(month_of(period)))
            return


def put_contribution(sheet: FactSheet, record: ClientRecord) -> None:
    """Compare the contribution of the latest quarter with the one before it; unknown on a base of zero or less."""
    figures = {period: figure for period, figure in record.metric("contribution").items() if "Q" in period}
    if not figures:
        return
    latest = max(figures)
    year, quarter = (int(part) for part in latest.split("Q"))
    before = figures.get(f"{year}Q{quarter - 1}" if quarter > 1 else f"{year - 1}Q4")
    if before is not None and before.value > 0 and before.currency == figures[latest].currency:
        sheet.put("contribution_change", figures[latest].value / before.value - 1, period_end(latest))


def put_line_use(sheet: FactSheet, record: ClientRecord) -> None:
    """Count the months running with more than nine tenths of the line drawn; a client without a line has none."""
    drawn, limit = record.metric("line_drawn"), record.metric("line_limit")
    if not drawn or not limit:
        if not any(facility.kind == FacilityKind.REVOLVER for facility in record.facilities):
            sheet.put("line_over_90_months", NA)
        return
    last = max(drawn.keys() & limit.keys(), default=None)
    if last is None:
        return
    month, count = month_of(last), 0
    while (use := _use(drawn, limit, month_text(month))) is not None and use > FULL_LINE + SLACK:
        count, month = count + 1, month - 1
    sheet.put("line_over_90_months", count, month_end(month_of(last)))


def _use(drawn: Mapping[str, Figure], limit: Mapping[str, Figure], period: str) -> float | None:
    one, other = drawn.get(period), limit.get(period)
    if one is None or other is None or other.value <= 0 or one.currency != other.currency:
        return None
    return one.value / other.value
