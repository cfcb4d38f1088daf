"""Facts from annual accounts: profitability, losses in a row, equity and the change of liabilities."""

from collections.abc import Mapping

from relmgr.domain.facts import FactSheet
from relmgr.domain.periods import year_end
from relmgr.domain.records import ClientRecord, Figure

YEARS_NEEDED = 2
"""One loss year alone says nothing about a row of them: the year before must be known too."""

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
    now, before = _ratio(liabilities, assets, year), _ratio(liabilities, assets, str(int(year) - 1))
    if now is not None and before is not None:
        sheet.put("liabilities_change", now - before, year_end(year))
