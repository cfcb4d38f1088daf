"""Facts of the claims of a client: days past due by part, observation, class floors and stages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from relmgr.domain.claims import (
    TECHNICAL,
    Background,
    Claim,
    claim_of,
    class_of,
    client_class,
    crossing,
    observation,
    own_npl_share,
    worst_claim,
)
from relmgr.domain.classification import NON_PERFORMING, class_rank, too_good
from relmgr.domain.event_kinds import EventKind
from relmgr.domain.facts import NA, Clock, Fact, FactSheet, FactValue, Pace, Subject, SubjectKind, earliest
from relmgr.domain.grade_measures import external_fall
from relmgr.domain.periods import months_between
from relmgr.domain.post_loan_records import EventRecord
from relmgr.domain.records import ClientRecord, FacilityRecord
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import AssetClass

OBSERVED = ("observed_dpd", "exit_asked", "observed_periods", "observed_months")


@dataclass(frozen=True, slots=True)
class Claims:
    """The facilities of a client as subjects, with what they say of the client together."""

    subjects: tuple[Subject, ...]
    together: Claim
    too_good: bool


def background_of(
    sheet: FactSheet, record: ClientRecord, events: Sequence[EventRecord], rules: Rulebook
) -> Background:
    """Return what bears on every claim; notes the shares that it rests on as facts of the client."""
    facilities = [facility for facility in record.facilities if not is_spent(facility)]
    share = own_npl_share(record, facilities)
    sheet.put("own_npl_share", share)
    fallen, until = external_fall(record, sheet.day, rules)
    if fallen is not None:
        sheet.put("external_notches", fallen, record.external_grades[-1].on, holds_until=until)
    sharp = (fallen or 0) >= rules.warnings.fact_limits.external_notches
    return Background(
        day=sheet.day,
        events=events,
        rebuttals=record.rebuttals,
        own_npl_share=_float(share),
        cross_bank_share=_float(_known(sheet, "cross_bank_share")),
        npl_elsewhere=_known(sheet, "npl_elsewhere") is True,
        external_downgrade=sharp or any(e.kind == EventKind.EXTERNAL_DOWNGRADE for e in events),
    )


def _known(sheet: FactSheet, name: str) -> FactValue | None:
    fact = sheet.facts.get(name)
    return None if fact is None else fact.value


def _float(value: FactValue | None) -> float | None:
    return value if isinstance(value, float) else None


def is_spent(facility: FacilityRecord) -> bool:
    """Tell whether a facility has neither a drawn nor an undrawn obligation left; unknown amounts do not.

    A balance below zero is what a repaid loan keeps of rounding and overpayment; nothing is owed on it.
    """
    if facility.drawn is None or facility.drawn > 0 or facility.overdue_since is not None:
        return False
    undrawn = facility.limit if facility.undisbursed is None else facility.undisbursed
    return undrawn is not None and undrawn <= 0


def days_past_due(facility: FacilityRecord, day: date) -> int | None:
    """Return days since the oldest unpaid due date; None when nobody has reported arrears yet.

    What was unpaid at the last report counts on to the day of judgement: no payment is assumed.
    """
    if facility.arrears_on is None:
        return None
    return 0 if facility.overdue_since is None else max(0, (day - facility.overdue_since).days)


def claims_of(
    record: ClientRecord, limits: Mapping[str, int], background: Background, rules: Rulebook
) -> Claims:
    """Return every facility with an obligation as a subject, and the worst floor and stage of them."""
    subjects, claims, errors = [], [], False
    for facility in record.facilities:
        if is_spent(facility):
            continue
        sheet = FactSheet(background.day, limits)
        _put_arrears(sheet, facility, background)
        _put_observation(sheet, facility)
        if facility.maturity_on is not None:
            clock = Clock(Pace.DAYS_UNTIL, facility.maturity_on)
            sheet.put("days_to_maturity", (facility.maturity_on - sheet.day).days, clock=clock)
        sheet.put("renewal_open", False)
        claim, stored = _put_claim(sheet, record, facility, background, rules)
        errors = errors or too_good(stored, claim.floor)
        claims.append(claim)
        subjects.append(Subject(SubjectKind.FACILITY, facility.id, facility.label, sheet.facts, sheet.stale))
    if not claims:
        claims.append(claim_of(None, None, background, rules.warnings.classes))
    together = worst_claim(claims)
    return Claims(tuple(subjects), together, errors or too_good(client_class(record), together.floor))


def _put_arrears(sheet: FactSheet, facility: FacilityRecord, background: Background) -> None:
    since, reported = facility.overdue_since, facility.arrears_on
    parts = {"dpd": since}
    split = (facility.principal_overdue_since, facility.interest_overdue_since)
    if since is None or any(split):
        parts |= {"principal_days": split[0], "interest_days": split[1]}
    if reported is not None:
        for name, start in parts.items():
            _put_days(sheet, name, start, reported)
    technical = background.rebuttal(TECHNICAL, facility.id)
    sheet.put("technical", technical is not None, holds_until=technical and technical.until)


def _put_days(sheet: FactSheet, name: str, since: date | None, reported: date) -> None:
    if since is None:
        sheet.put(name, 0, reported)
    elif since > sheet.day:
        sheet.put(name, 0, reported, holds_until=since)
    else:
        sheet.put(name, (sheet.day - since).days, reported, clock=Clock(Pace.DAYS_SINCE, since))


def _put_observation(sheet: FactSheet, facility: FacilityRecord) -> None:
    """Note how far the observation of a restructured facility has come; it does not apply to others."""
    seen = observation(facility, sheet.day)
    if seen is None or not seen.active:
        for name in OBSERVED:
            sheet.put(name, NA)
        return
    until = seen.end - timedelta(days=1) if seen.end is not None and seen.end > sheet.day else None
    if (dpd := sheet.facts.get("dpd")) is not None:
        ends = earliest(dpd.holds_until, until)
        sheet.put("observed_dpd", dpd.value, dpd.as_of, clock=dpd.clock, holds_until=ends)
    asked = facility.exit_asked_on
    sheet.put("exit_asked", asked is not None and asked <= sheet.day, holds_until=until)
    steps = (seen.start, facility.second_repayment_on)
    next_step = earliest(*(step for step in steps if step is not None and step > sheet.day))
    sheet.put("observed_periods", seen.periods, holds_until=next_step and next_step - timedelta(days=1))
    if seen.start > sheet.day:
        sheet.put("observed_months", 0, holds_until=seen.start)
    else:
        months = months_between(seen.start, sheet.day)
        sheet.put("observed_months", months, clock=Clock(Pace.MONTHS_SINCE, seen.start))


def _put_claim(
    sheet: FactSheet, record: ClientRecord, facility: FacilityRecord, background: Background, rules: Rulebook
) -> tuple[Claim, AssetClass | None]:
    limits, dpd = rules.warnings.classes, sheet.facts.get("dpd")
    days = dpd.value if dpd is not None and isinstance(dpd.value, int) else None
    claim = claim_of(facility, days, background, limits)
    crosses = (
        crossing(dpd.clock.base, days or 0, limits) if dpd is not None and dpd.clock is not None else None
    )
    until = earliest(claim.holds_until, crosses, dpd.holds_until if dpd is not None else None)
    as_of = dpd.as_of if dpd is not None else None
    stored = class_of(record, facility)
    sheet.put("facility_class", None if stored is None else stored.value)
    sheet.put("facility_floor", None if claim.floor is None else claim.floor.value, as_of, holds_until=until)
    sheet.put("facility_stage", claim.stage, as_of, holds_until=until)
    return Claim(claim.floor, claim.stage, until), stored


def put_class(sheet: FactSheet, record: ClientRecord, claims: Claims) -> None:
    """Note the worst recorded class, the floor and stage beside it, and a class that is better than its floor."""
    worst = worst_dpd(claims.subjects)
    if worst is not None:
        sheet.put("worst_dpd", worst.value, worst.as_of, clock=worst.clock, holds_until=worst.holds_until)
    floor, until = claims.together.floor, claims.together.holds_until
    as_of = worst.as_of if worst is not None else None
    sheet.put("class_floor", None if floor is None else floor.value, as_of, holds_until=until)
    sheet.put("ifrs_stage", claims.together.stage, as_of, holds_until=until)
    classes = [client_class(record)]
    classes += [
        class_of(record, f) for f in record.facilities if f.id in record.facility_classes and not is_spent(f)
    ]
    stored = max((found for found in classes if found is not None), key=class_rank, default=None)
    if stored is None:
        return
    sheet.put("asset_class", stored.value)
    sheet.put("npl", stored in NON_PERFORMING)
    if not claims.subjects:
        sheet.put("class_too_good", NA)
    elif floor is not None:
        sheet.put("class_too_good", claims.too_good, as_of, holds_until=until)


def worst_dpd(subjects: Sequence[Subject]) -> Fact | None:
    """Return the longest days past due with the day it was reported; zero only if every facility is known."""
    known = [fact for subject in subjects if (fact := subject.facts.get("dpd")) is not None]
    worst = max(known, key=_days, default=None)
    if worst is None or (_days(worst) == 0 and len(known) < len(subjects)):
        return None
    return worst._replace(holds_until=earliest(*(fact.holds_until for fact in known)))


def _days(fact: Fact) -> int:
    return fact.value if isinstance(fact.value, int) else 0
