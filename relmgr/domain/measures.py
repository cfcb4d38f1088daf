"""Facts of one client on one day, made from what is recorded; nothing is imputed.

`facts_of` is the only maker of `Facts`; the parts live in the `*_measures` modules beside this one.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from relmgr.domain.account_measures import put_accounts
from relmgr.domain.claim_measures import background_of, claims_of, put_class
from relmgr.domain.debt_measures import put_debts
from relmgr.domain.event_kinds import EventKind
from relmgr.domain.event_measures import in_view, put_conduct
from relmgr.domain.fact_list import FACTS
from relmgr.domain.facts import NA, Clock, Facts, FactSheet, Freshness, Pace, earliest
from relmgr.domain.grade_measures import put_grades
from relmgr.domain.kpi_measures import (
    monthly_series,
    put_activity,
    put_contribution,
    put_deposit_growth,
    put_growth,
    put_latest,
    put_line_use,
)
from relmgr.domain.periods import month_end
from relmgr.domain.post_loan_records import EventRecord
from relmgr.domain.project_measures import put_category
from relmgr.domain.quality_measures import put_quality
from relmgr.domain.records import ClientRecord
from relmgr.domain.rules import Rulebook, WarningRules
from relmgr.domain.series import Series, balance_change
from relmgr.domain.subject_measures import subjects_of
from relmgr.domain.ticket_measures import put_tickets

WATCHED_SERIES: Final = {"avg_deposits": "balance", "inflow": "inflow", "repayments": "repayment"}
"""Monthly figures whose change of behaviour is looked for, by the prefix of the facts about them."""


def stale_after(warnings: WarningRules) -> dict[str, int]:
    """Return after how many days each fact is stale; facts from our own records are not listed."""
    return {
        name: warnings.stale_after[spec.freshness]
        for name, spec in FACTS.items()
        if spec.freshness is not Freshness.RECORDS
    }


def facts_of(record: ClientRecord, day: date, rules: Rulebook, limits: dict[str, int]) -> Facts:
    """Return what is known of a client on a day; `limits` is `stale_after(rules.warnings)`, made once."""
    sheet, defaults = FactSheet(day, limits), rules.warnings.fact_limits
    _put_profile(sheet, record)
    _put_figures(sheet, record)
    put_grades(sheet, record, rules)
    series = _put_changes(sheet, record, rules)
    events = in_view(record, day, defaults)
    put_conduct(sheet, record, events, defaults)
    _put_ties(sheet, record, events)
    put_tickets(sheet, record, defaults)
    put_debts(sheet, record)
    claims = claims_of(record, limits, background_of(sheet, record, events, rules), rules)
    put_class(sheet, record, claims)
    subjects = (*claims.subjects, *subjects_of(record, events, day, limits, defaults))
    put_quality(sheet, subjects, defaults)
    wakes_on = earliest(record.next_known_on, sheet.wakes_on)
    return Facts(record.client_id, day, sheet.facts, sheet.stale, subjects, series, wakes_on)


def _put_profile(sheet: FactSheet, record: ClientRecord) -> None:
    sheet.put("satisfaction", record.satisfaction, record.satisfaction_on)
    sheet.put("esg_score", record.esg_score, record.esg_on)
    sheet.put("esg_listed", record.esg_listed, record.esg_on)
    sheet.put("is_project", record.is_project or None)
    sheet.put("phase", record.phase or None)
    sheet.put("own_cadence_days", record.own_days)
    sheet.put("segment_intervals", record.segment_intervals or None)
    put_category(sheet, record)
    if record.contacts:
        last = record.contacts[-1]
        sheet.put("days_since_contact", (sheet.day - last).days, clock=Clock(Pace.DAYS_SINCE, last))


def _put_figures(sheet: FactSheet, record: ClientRecord) -> None:
    put_latest(sheet, "raroc", record.metric("raroc"))
    put_activity(sheet, record)
    put_growth(sheet, record)
    put_deposit_growth(sheet, record)
    put_contribution(sheet, record)
    put_line_use(sheet, record)
    put_accounts(sheet, record)


def _put_changes(sheet: FactSheet, record: ClientRecord, rules: Rulebook) -> dict[str, Series]:
    found = {}
    for code, prefix in WATCHED_SERIES.items():
        series = monthly_series(record.metric(code))
        if series is None:
            continue
        change, as_of = balance_change(series.values, rules.warnings.detector), month_end(series.last)
        sheet.put(f"{prefix}_rz2", change.rz2, as_of)
        sheet.put(f"{prefix}_drop", change.drop, as_of)
        sheet.put(f"{prefix}_six_month_fall", change.fall, as_of)
        found[code] = replace(series, adjusted=change.adjusted) if change.adjusted else series
    return found


def _put_ties(sheet: FactSheet, record: ClientRecord, events: Iterable[EventRecord]) -> None:
    """Note whether a connected client or a guarantor is non-performing; who has neither needs no look."""
    ties = record.ties
    sheet.put("group_npl", NA if ties is None or not ties.members else ties.group_npl)
    if any(event.kind == EventKind.GUARANTOR_DEFAULT for event in events):
        sheet.put("guarantor_default", True)
    else:
        sheet.put("guarantor_default", NA if ties is None or not ties.guarantors else ties.guarantor_npl)
