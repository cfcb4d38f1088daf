"""Facts of one client on one day, made from what is recorded; nothing is imputed.

`facts_of` is the only maker of `Facts`; the parts live in `kpi_measures`, `account_measures` and
`subject_measures`.
"""

from datetime import date, timedelta

from relmgr.domain.account_measures import put_accounts
from relmgr.domain.classification import NON_PERFORMING, ClassEvidence, ClassLimits, class_floor, too_good
from relmgr.domain.fact_list import FACTS
from relmgr.domain.facts import (
    NA,
    Clock,
    Fact,
    Facts,
    FactSheet,
    Freshness,
    Pace,
    Subject,
    SubjectKind,
    earliest,
)
from relmgr.domain.kpi_measures import (
    monthly_series,
    put_activity,
    put_deposit_growth,
    put_growth,
    put_latest,
)
from relmgr.domain.periods import month_end
from relmgr.domain.records import ClientRecord, Dated
from relmgr.domain.rules import Rulebook, WarningRules
from relmgr.domain.series import Series, balance_change
from relmgr.domain.subject_measures import subjects_of, worst_dpd
from relmgr.domain.values import AssetClass

DEPOSITS = "avg_deposits"
RECORDED = {asset_class.value: asset_class for asset_class in AssetClass}


def stale_after(warnings: WarningRules) -> dict[str, int]:
    """Return after how many days each fact is stale; facts from our own records are not listed."""
    return {
        name: warnings.stale_after[spec.freshness]
        for name, spec in FACTS.items()
        if spec.freshness is not Freshness.RECORDS
    }


def facts_of(record: ClientRecord, day: date, rules: Rulebook, limits: dict[str, int]) -> Facts:
    """Return what is known of a client on a day; `limits` is `stale_after(rules.warnings)`, made once."""
    sheet = FactSheet(day, limits)
    sheet.put("satisfaction", record.satisfaction, record.satisfaction_on)
    sheet.put("esg_score", record.esg_score)
    sheet.put("is_project", record.is_project or None)
    sheet.put("phase", record.phase or None)
    sheet.put("own_cadence_days", record.own_days)
    sheet.put("segment_intervals", record.segment_intervals or None)
    put_latest(sheet, "raroc", record.metric("raroc"))
    put_activity(sheet, record)
    put_growth(sheet, record)
    put_deposit_growth(sheet, record)
    put_accounts(sheet, record)
    _put_grades(sheet, record, rules)
    series = _put_balance(sheet, record, rules)
    subjects = subjects_of(record, day, limits)
    _put_class(sheet, record, rules, subjects)
    if record.contacts:
        last = record.contacts[-1]
        sheet.put("days_since_contact", (day - last).days, clock=Clock(Pace.DAYS_SINCE, last))
    wakes_on = earliest(record.next_known_on, sheet.wakes_on)
    return Facts(record.client_id, day, sheet.facts, sheet.stale, subjects, series, wakes_on)


def _put_grades(sheet: FactSheet, record: ClientRecord, rules: Rulebook) -> None:
    if not record.grades:
        return
    scale, current = rules.scorecard.scale, record.grades[-1]
    sheet.put("default_rate", scale.default_rate(current.value), current.on)
    sheet.put("below_cutoff", scale.below_cutoff(current.value), current.on)
    window = timedelta(days=rules.warnings.rating_window)
    start = sheet.day - window
    before = _grade_before(record.grades, start)
    if before is None:
        sheet.wakes(current.on + window)
        return
    notches = scale.notches(before.value, current.value)
    leaves = next((grade.on + window for grade in record.grades if grade.on > max(start, before.on)), None)
    until = leaves and leaves - timedelta(days=1)
    sheet.put("rating_notches", notches, current.on, holds_until=until)


def _grade_before(grades: list[Dated], start: date) -> Dated | None:
    """Return the grade in force when the window began, else the first one in it; None without a second."""
    in_force = [grade for grade in grades if grade.on <= start]
    if in_force:
        return in_force[-1]
    return grades[0] if len(grades) > 1 else None


def _put_class(
    sheet: FactSheet, record: ClientRecord, rules: Rulebook, subjects: tuple[Subject, ...]
) -> None:
    worst = worst_dpd(subjects)
    if worst is not None:
        sheet.put("worst_dpd", worst.value, worst.as_of, clock=worst.clock, holds_until=worst.holds_until)
    stored = RECORDED.get(record.classes[-1].value) if record.classes else None
    if stored is None:
        return
    sheet.put("asset_class", stored.value)
    sheet.put("npl", stored in NON_PERFORMING)
    dpd = worst.value if worst is not None and isinstance(worst.value, int) else None
    floor = class_floor(ClassEvidence(dpd=dpd), rules.warnings.classes)
    if not any(subject.kind is SubjectKind.FACILITY for subject in subjects):
        sheet.put("class_too_good", NA)
    elif floor is not None:
        until = floor_holds_until(worst, rules.warnings.classes)
        as_of = worst.as_of if worst else None
        sheet.put("class_too_good", too_good(stored, floor), as_of, holds_until=until)


def floor_holds_until(worst: Fact | None, limits: ClassLimits) -> date | None:
    """Return the last day before the days past due cross the next limit of the class floor or the stage."""
    if worst is None or worst.clock is None:
        return worst and worst.holds_until
    days = int(worst.value) if isinstance(worst.value, int) else 0
    ladder = (
        limits.technical_days,
        limits.special_mention_days,
        limits.substandard_days,
        limits.doubtful_days,
        limits.loss_days,
        limits.stage_2_days,
        limits.stage_3_days,
    )
    above = min((limit for limit in ladder if limit >= days), default=None)
    crossing = None if above is None else worst.clock.base + timedelta(days=above)
    return earliest(crossing, worst.holds_until)


def _put_balance(sheet: FactSheet, record: ClientRecord, rules: Rulebook) -> dict[str, Series]:
    series = monthly_series(record.metric(DEPOSITS))
    if series is None:
        return {}
    change, as_of = balance_change(series.values, rules.warnings.detector), month_end(series.last)
    sheet.put("balance_rz2", change.rz2, as_of)
    sheet.put("balance_drop", change.drop, as_of)
    sheet.put("balance_six_month_fall", change.fall, as_of)
    return {DEPOSITS: series}
