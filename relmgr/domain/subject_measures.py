"""Facts of the documents and collateral of a client, and of everything else that is a subject of its own."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from relmgr.domain.claim_measures import is_spent
from relmgr.domain.covenant_measures import covenant_subjects, late_certificates
from relmgr.domain.event_kinds import EventKind
from relmgr.domain.event_measures import event_subjects
from relmgr.domain.fact_limits import FactLimits
from relmgr.domain.facts import NA, Clock, FactSheet, Pace, Subject, SubjectKind
from relmgr.domain.periods import months_between
from relmgr.domain.post_loan_records import EventRecord
from relmgr.domain.project_measures import project_subjects
from relmgr.domain.records import ClientRecord, CollateralRecord, DocumentRecord
from relmgr.domain.watched_account_measures import account_subjects

IN_VIEW: Final = timedelta(days=400)
"""Documents delivered stay in view this long after their due day, as evidence that nothing is late."""

TAKEN: Final = frozenset({"seized", "disputed"})
AGAINST_SECURITY: Final = frozenset({EventKind.SEIZURE, EventKind.DISPUTE})


def subjects_of(
    record: ClientRecord,
    events: Sequence[EventRecord],
    day: date,
    limits: dict[str, int],
    defaults: FactLimits,
) -> Iterator[Subject]:
    """Return every document, collateral, covenant, project, watched account and event with its facts on a day."""
    yield from (_document(document, day, limits) for document in record.documents)
    yield from (_document(document, day, limits) for document in late_certificates(record))
    yield from (_collateral(collateral, record, events, day, limits) for collateral in record.collaterals)
    yield from covenant_subjects(record, day, limits, defaults)
    yield from project_subjects(record, day, limits)
    yield from account_subjects(record, day, limits, defaults)
    yield from event_subjects(events, day, defaults)


def _document(document: DocumentRecord, day: date, limits: dict[str, int]) -> Subject:
    sheet = FactSheet(day, limits)
    sheet.put("document_kind", document.kind)
    if document.received_on is not None:
        sheet.put("days_late", 0, holds_until=document.due_on + IN_VIEW)
    else:
        late = (day - document.due_on).days
        sheet.put("days_late", late, clock=Clock(Pace.DAYS_SINCE, document.due_on))
    return Subject(SubjectKind.DOCUMENT, document.id, document.label, sheet.facts)


def _collateral(
    collateral: CollateralRecord,
    record: ClientRecord,
    events: Sequence[EventRecord],
    day: date,
    limits: dict[str, int],
) -> Subject:
    sheet = FactSheet(day, limits)
    if collateral.valued_on is not None:
        clock = Clock(Pace.MONTHS_SINCE, collateral.valued_on)
        sheet.put("valuation_months", months_between(collateral.valued_on, day), clock=clock)
    if not collateral.needs_insurance:
        sheet.put("insurance_days", NA)
    elif collateral.insured_until is not None:
        clock = Clock(Pace.DAYS_UNTIL, collateral.insured_until)
        sheet.put("insurance_days", (collateral.insured_until - day).days, clock=clock)
    struck = any(
        event.kind in AGAINST_SECURITY and event.collateral_id in (None, collateral.id) for event in events
    )
    sheet.put("seized", struck or collateral.status in TAKEN)
    _put_ltv(sheet, collateral, record)
    return Subject(SubjectKind.COLLATERAL, collateral.id, collateral.label, sheet.facts)


def _put_ltv(sheet: FactSheet, collateral: CollateralRecord, record: ClientRecord) -> None:
    """Compare what is drawn with all security that stands for it; without an agreed limit it does not matter.

    Security without a facility stands for all facilities. Amounts of several currencies are no sum.
    """
    if collateral.ltv_limit is None:
        for name in ("ltv", "ltv_limit", "worthless"):
            sheet.put(name, NA)
        return
    sheet.put("ltv_limit", collateral.ltv_limit)
    secured = [f for f in record.facilities if collateral.facility_id in (None, f.id) and not is_spent(f)]
    security = [c for c in record.collaterals if c.facility_id == collateral.facility_id]
    currencies = {f.currency for f in secured} | {c.currency for c in security}
    if len(currencies) > 1 or any(f.drawn is None for f in secured) or any(c.value is None for c in security):
        return
    debt, value = sum(f.drawn or 0 for f in secured), sum(c.value or 0 for c in security)
    sheet.put("worthless", debt > 0 >= value)
    if value > 0:
        sheet.put("ltv", debt / value)
    elif debt <= 0:
        sheet.put("ltv", 0.0)
