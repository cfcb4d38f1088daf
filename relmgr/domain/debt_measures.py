"""Facts from bureau reports: arrears at other banks, debt elsewhere, and what the client guarantees for others."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from relmgr.domain.classification import NON_PERFORMING
from relmgr.domain.facts import NA, FactSheet, FactValue
from relmgr.domain.periods import add_months, year_end
from relmgr.domain.post_loan_records import DebtRecord
from relmgr.domain.records import ClientRecord, Figure

OVERDUE: Final = 90
"""Order 2023 No. 1: debt more than 90 days overdue at any bank counts for the share across banks."""

APART: Final = 6
"""Months between two reports whose debts are compared; one older than twice that is no comparison."""

ACCOUNTS_FACT: Final = "equity_to_assets"
"""The fact whose age limit is that of the accounts with the net assets."""

NPL_CODES: Final = frozenset(asset_class.value for asset_class in NON_PERFORMING)


def share_over(overdue: float | None, total: float | None) -> FactValue | None:
    """Return a part of a total as a share; not applicable where nothing is owed."""
    if total is None or overdue is None:
        return None
    return overdue / total if total > 0 else NA


def put_debts(sheet: FactSheet, record: ClientRecord) -> None:
    """Note what the latest report says, and how the debt elsewhere changed since one about six months before."""
    if not record.debts:
        return
    as_of = max(debt.as_of for debt in record.debts)
    latest = [debt for debt in record.debts if debt.as_of == as_of]
    sheet.put("cross_bank_share", cross_bank_share(latest), as_of)
    sheet.put("npl_elsewhere", npl_elsewhere(latest), as_of)
    sheet.put("other_debt_change", _change(record.debts, as_of), as_of)
    _put_guarantees(sheet, latest, record.metric("equity"), as_of)


def cross_bank_share(debts: Sequence[DebtRecord]) -> FactValue | None:
    """Return the share of all debt, at every bank, that is more than 90 days overdue; one currency only."""
    total = _sum(debts)
    if total is None or any(debt.dpd is None and debt.debt for debt in debts):
        return None
    return share_over(sum(debt.debt or 0 for debt in debts if (debt.dpd or 0) > OVERDUE), total)


def npl_elsewhere(debts: Iterable[DebtRecord]) -> bool | None:
    """Tell whether another bank has the client non-performing; None when a bank reported neither days nor class."""
    others = [debt for debt in debts if not debt.own_bank and debt.debt != 0]
    if any((debt.dpd or 0) > OVERDUE or debt.asset_class in NPL_CODES for debt in others):
        return True
    return None if any(debt.dpd is None and not debt.asset_class for debt in others) else False


def _sum(debts: Sequence[DebtRecord]) -> int | None:
    """Return the sum of the debts, None when one is unknown or they are in different currencies."""
    if not debts or any(debt.debt is None for debt in debts) or len({debt.currency for debt in debts}) > 1:
        return None
    return sum(debt.debt or 0 for debt in debts)


def _change(debts: Sequence[DebtRecord], as_of: date) -> float | None:
    now, oldest = add_months(as_of, -APART), add_months(as_of, -2 * APART)
    days = [debt.as_of for debt in debts if oldest <= debt.as_of <= now]
    if not days:
        return None
    sooner = _sum([debt for debt in debts if debt.as_of == max(days) and not debt.own_bank])
    later = _sum([debt for debt in debts if debt.as_of == as_of and not debt.own_bank])
    return None if sooner is None or later is None or sooner <= 0 else later / sooner - 1


def _put_guarantees(
    sheet: FactSheet, debts: Sequence[DebtRecord], equity: Mapping[str, Figure], as_of: date
) -> None:
    """Compare guarantees for others with net assets; negative net assets are exceeded by any guarantee."""
    given = [debt for debt in debts if debt.guarantees is not None]
    if not given:
        return
    total = sum(debt.guarantees or 0 for debt in given)
    if total == 0:
        sheet.put("guarantees_exceed_equity", False, as_of)
        sheet.put("guarantees_to_equity", 0.0, as_of)
        return
    year = max((period for period in equity if period.isdigit()), default=None)
    if year is None or {debt.currency for debt in given} != {equity[year].currency}:
        return
    fresh_until = year_end(year) + timedelta(days=sheet.stale_after[ACCOUNTS_FACT])
    if fresh_until < sheet.day:
        return
    worth = equity[year].value
    sheet.put("guarantees_exceed_equity", total > worth, as_of, holds_until=fresh_until)
    if worth > 0:
        sheet.put("guarantees_to_equity", total / worth, as_of, holds_until=fresh_until)
