"""Facts from annual accounts: profitability, losses in a row, equity, sales tied up, and distress."""

from collections.abc import Mapping

from relmgr.domain.altman import Statement, altman
from relmgr.domain.facts import NA, FactSheet
from relmgr.domain.periods import year_end
from relmgr.domain.records import ClientRecord, Figure

YEARS_NEEDED = 2
"""One loss year alone says nothing about a row of them: the year before must be known too."""

BALANCE = (
    "working_capital",
    "current_assets",
    "current_liabilities",
    "retained_earnings",
    "ebit",
    "equity",
    "liabilities",
    "assets",
)
"""Codes of the annual figures that Z'' reads."""

Years = Mapping[str, Figure]


def put_accounts(sheet: FactSheet, record: ClientRecord) -> None:
    """Note what the latest accounts say; a ratio without a positive base or in mixed currencies is unknown."""
    profit, revenue = record.metric("pbt"), record.metric("revenue")
    assets = record.metric("assets")
    _put_ratio(sheet, "pbt_margin", profit, revenue)
    _put_ratio(sheet, "equity_to_assets", record.metric("equity"), assets)
    _put_row(sheet, "loss_years", profit)
    _put_row(sheet, "negative_cash_years", record.metric("op_cash_flow"))
    _put_change(sheet, record.metric("liabilities"), assets)
    _put_growth(sheet, "revenue_change", revenue)
    _put_ratio(sheet, "related_sales", record.metric("related_sales"), revenue)
    _put_days(sheet, "receivable_days_change", record.metric("receivables"), revenue)
    _put_days(sheet, "stock_days_change", record.metric("inventory"), revenue)
    _put_distress(sheet, record)


def _ratio(above: Years, below: Years, year: str) -> float | None:
    one, other = above.get(year), below.get(year)
    if one is None or other is None or other.value <= 0 or one.currency != other.currency:
        return None
    return one.value / other.value


def _latest(figures: Years) -> str | None:
    return max((period for period in figures if period.isdigit()), default=None)


def _put_ratio(sheet: FactSheet, name: str, above: Years, below: Years) -> None:
    if (year := _latest(above)) is not None:
        sheet.put(name, _ratio(above, below, year), year_end(year))


def _put_row(sheet: FactSheet, name: str, figures: Years) -> None:
    """Count the years below zero in a row up to the latest; one alone with nothing before it is unknown."""
    if (latest := _latest(figures)) is None:
        return
    year, row = int(latest), 0
    while (figure := figures.get(str(year))) is not None and figure.value < 0:
        row, year = row + 1, year - 1
    if figure is None and row < YEARS_NEEDED:
        return
    sheet.put(name, row, year_end(latest))


def _put_change(sheet: FactSheet, liabilities: Years, assets: Years) -> None:
    if (year := _latest(liabilities)) is None:
        return
    now, before = _ratio(liabilities, assets, year), _ratio(liabilities, assets, _year_before(year))
    if now is not None and before is not None:
        sheet.put("liabilities_change", now - before, year_end(year))


def _put_growth(sheet: FactSheet, name: str, figures: Years) -> None:
    if (year := _latest(figures)) is None:
        return
    now, before = figures[year], figures.get(_year_before(year))
    if before is not None and before.value > 0 and before.currency == now.currency:
        sheet.put(name, now.value / before.value - 1, year_end(year))


def _put_days(sheet: FactSheet, name: str, held: Years, revenue: Years) -> None:
    """Note how much longer a year's sales are tied up than the year before; a client without any has no such days."""
    if (year := _latest(held)) is None:
        return
    now, before = _ratio(held, revenue, year), _ratio(held, revenue, _year_before(year))
    if now is None or before is None:
        return
    if before > 0:
        sheet.put(name, now / before - 1, year_end(year))
    elif now <= 0:
        sheet.put(name, NA, year_end(year))


def _put_distress(sheet: FactSheet, record: ClientRecord) -> None:
    """Note Z'' and its change in a year; a project company's balance sheet means something else."""
    if record.is_project:
        sheet.put("altman_z2", NA)
        sheet.put("altman_z2_change", NA)
        return
    if (year := _latest(record.metric("assets"))) is None:
        return
    now, before = _z2(record, year), _z2(record, _year_before(year))
    sheet.put("altman_z2", now, year_end(year))
    if now is not None and before is not None:
        sheet.put("altman_z2_change", now - before, year_end(year))


def _z2(record: ClientRecord, year: str) -> float | None:
    """Return Z'' of one year in one currency; working capital may come as current assets and liabilities."""
    figures = {code: record.metric(code).get(year) for code in BALANCE}
    known = {code: figure.value for code, figure in figures.items() if figure is not None}
    if len({figure.currency for figure in figures.values() if figure is not None}) > 1:
        return None
    working = known.get("working_capital")
    if working is None and "current_assets" in known and "current_liabilities" in known:
        working = known["current_assets"] - known["current_liabilities"]
    return altman(
        Statement(
            working_capital=working,
            retained_earnings=known.get("retained_earnings"),
            ebit=known.get("ebit"),
            equity=known.get("equity"),
            total_liabilities=known.get("liabilities"),
            total_assets=known.get("assets"),
        )
    ).z2


def _year_before(year: str) -> str:
    return str(int(year) - 1)
