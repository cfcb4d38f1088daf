"""Facts of the facilities, documents and collateral of a client."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from relmgr.domain.facts import NA, Clock, Fact, FactSheet, Pace, Subject, SubjectKind, earliest
from relmgr.domain.periods import months_between
from relmgr.domain.records import ClientRecord, CollateralRecord, DocumentRecord, FacilityRecord

IN_VIEW: Final = timedelta(days=400)
"""Documents delivered stay in view this long after their due day, as evidence that nothing is late."""


def subjects_of(record: ClientRecord, day: date, limits: dict[str, int]) -> tuple[Subject, ...]:
    """Return every facility with an obligation, document and collateral with its facts on a day."""
    return (
        *(_facility(facility, day, limits) for facility in record.facilities if not is_spent(facility)),
        *(_document(document, day, limits) for document in record.documents),
        *(_collateral(collateral, day, limits) for collateral in record.collaterals),
    )


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


def worst_dpd(subjects: Iterable[Subject]) -> Fact | None:
    """Return the longest days past due with the day it was reported; zero only if every facility is known."""
    facilities = [subject for subject in subjects if subject.kind is SubjectKind.FACILITY]
    known = [fact for subject in facilities if (fact := subject.facts.get("dpd")) is not None]
    worst = max(known, key=_days, default=None)
    if worst is None or (_days(worst) == 0 and len(known) < len(facilities)):
        return None
    return worst._replace(holds_until=earliest(*(fact.holds_until for fact in known)))


def _days(fact: Fact) -> int:
    return fact.value if isinstance(fact.value, int) else 0


def _facility(facility: FacilityRecord, day: date, limits: dict[str, int]) -> Subject:
    sheet = FactSheet(day, limits)
    _put_dpd(sheet, facility)
    if facility.maturity_on is not None:
        clock = Clock(Pace.DAYS_UNTIL, facility.maturity_on)
        sheet.put("days_to_maturity", (facility.maturity_on - day).days, clock=clock)
    sheet.put("renewal_open", False)
    return Subject(SubjectKind.FACILITY, facility.id, facility.label, sheet.facts, sheet.stale)


def _put_dpd(sheet: FactSheet, facility: FacilityRecord) -> None:
    since, days = facility.overdue_since, days_past_due(facility, sheet.day)
    if since is None:
        sheet.put("dpd", days, facility.arrears_on)
    elif since > sheet.day:
        sheet.put("dpd", days, facility.arrears_on, holds_until=since)
    else:
        sheet.put("dpd", days, facility.arrears_on, clock=Clock(Pace.DAYS_SINCE, since))


def _document(document: DocumentRecord, day: date, limits: dict[str, int]) -> Subject:
    sheet = FactSheet(day, limits)
    sheet.put("document_kind", document.kind)
    if document.received_on is not None:
        sheet.put("days_late", 0, holds_until=document.due_on + IN_VIEW)
    else:
        late = (day - document.due_on).days
        sheet.put("days_late", late, clock=Clock(Pace.DAYS_SINCE, document.due_on))
    return Subject(SubjectKind.DOCUMENT, document.id, document.label, sheet.facts)


def _collateral(collateral: CollateralRecord, day: date, limits: dict[str, int]) -> Subject:
    sheet = FactSheet(day, limits)
    if collateral.valued_on is not None:
        clock = Clock(Pace.MONTHS_SINCE, collateral.valued_on)
        sheet.put("valuation_months", months_between(collateral.valued_on, day), clock=clock)
    if not collateral.needs_insurance:
        sheet.put("insurance_days", NA)
    elif collateral.insured_until is not None:
        clock = Clock(Pace.DAYS_UNTIL, collateral.insured_until)
        sheet.put("insurance_days", (collateral.insured_until - day).days, clock=clock)
    return Subject(SubjectKind.COLLATERAL, collateral.id, collateral.label, sheet.facts)
