"""Facts of watched accounts: reserves, income routed through the account, drawn money that lies idle."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from relmgr.domain.conditions import SLACK
from relmgr.domain.fact_limits import FactLimits
from relmgr.domain.facts import NA, Clock, FactSheet, FactValue, Pace, Subject, SubjectKind
from relmgr.domain.periods import month_end, month_of, month_text
from relmgr.domain.post_loan_records import AccountRecord, MonthRecord
from relmgr.domain.records import ClientRecord

RESERVE, INCOME, DRAWDOWN = "reserve", "income", "drawdown"
OF_PURPOSE: Final[Mapping[str, tuple[str, ...]]] = {
    RESERVE: ("reserve_ratio",),
    INCOME: ("months_below_share",),
    DRAWDOWN: ("idle_days",),
}
"""Facts that only accounts of one purpose have."""


def account_subjects(
    record: ClientRecord, day: date, limits: dict[str, int], defaults: FactLimits
) -> Iterator[Subject]:
    """Return every watched account of a client with its facts."""
    for account in record.accounts:
        sheet = FactSheet(day, limits)
        for purpose, names in OF_PURPOSE.items():
            if purpose != account.purpose:
                for name in names:
                    sheet.put(name, NA)
        last = max(account.months, default=None)
        seen = None if last is None else month_end(month_of(last))
        latest = None if last is None else account.months[last]
        if account.purpose == RESERVE:
            sheet.put("reserve_ratio", reserve_ratio(_balance(latest), account.required), seen)
        if account.purpose == INCOME:
            sheet.put("months_below_share", months_below_share(account, defaults.income_share), seen)
        if account.purpose == DRAWDOWN:
            _put_idle(sheet, account)
        _put_minimum(sheet, account, latest, seen)
        yield Subject(SubjectKind.ACCOUNT, account.id, account.label, sheet.facts, sheet.stale)


def reserve_ratio(balance: float | None, required: float | None) -> FactValue | None:
    """Return the balance of a reserve as a share of what it must hold; not applicable where nothing is asked."""
    if required is None:
        return None
    if required <= 0:
        return NA
    return None if balance is None else balance / required


def _balance(month: MonthRecord | None) -> int | None:
    if month is None:
        return None
    return month.average if month.closing is None else month.closing


def months_below_share(account: AccountRecord, default_share: float) -> int | None:
    """Return the months in a row, up to the latest, with less of the income through the account than agreed.

    A month without any income is neither short nor a break of the row; one nobody knows ends it.
    """
    share = default_share if account.income_share is None else account.income_share
    last = max(account.months, default=None)
    if last is None:
        return None
    short, month = 0, month_of(last)
    while (figures := account.months.get(month_text(month))) is not None:
        if figures.income is None or figures.inflow is None:
            break
        if figures.income > 0:
            if figures.inflow >= share * figures.income - SLACK:
                return short
            short += 1
        month -= 1
    latest = account.months[last]
    return None if latest.income is None or latest.inflow is None else short


def _put_minimum(
    sheet: FactSheet, account: AccountRecord, latest: MonthRecord | None, seen: date | None
) -> None:
    if account.minimum is None:
        sheet.put("below_minimum", NA)
    elif latest is not None and latest.average is not None:
        sheet.put("below_minimum", latest.average < account.minimum, seen)


def _put_idle(sheet: FactSheet, account: AccountRecord) -> None:
    since = account.idle_since
    if since is None:
        sheet.put("idle_days", 0)
    elif since > sheet.day:
        sheet.put("idle_days", 0, holds_until=since)
    else:
        sheet.put("idle_days", (sheet.day - since).days, clock=Clock(Pace.DAYS_SINCE, since))
