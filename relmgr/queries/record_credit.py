"""Facilities, documents, security, ratings and contacts of a book as parts of its client records."""

from datetime import date

from relmgr.domain.claims import RECORDED
from relmgr.domain.records import ClientRecord, CollateralRecord, Dated, DocumentRecord, FacilityRecord
from relmgr.domain.subject_measures import IN_VIEW, TAKEN
from relmgr.queries.record_rows import Asked, day_of, known_by, known_only, ratio_of

FACILITIES = """
SELECT client_id, id, coalesce(nullif(name, ''), nullif(code, ''), kind), drawn_minor, limit_minor, undisbursed_minor,
       kind, currency, restructured_times, credit_enhanced, maturity_on, arrears_on, overdue_since,
       principal_overdue_since, interest_overdue_since, signed_on, closed_on, restructured_on, first_repayment_on,
       second_repayment_on, exit_asked_on
FROM facility WHERE NOT deleted AND (closed_on IS NULL OR closed_on > :day) AND {these}
"""
DOCUMENTS = """
SELECT client_id, id, coalesce(nullif(title, ''), kind), kind, due_on, received_on FROM document
WHERE NOT deleted AND (received_on IS NULL OR received_on > :day OR due_on >= :since) AND {these}
"""
COLLATERALS = """
SELECT client_id, id, coalesce(nullif(description, ''), kind), valued_on, insured_until, needs_insurance, released_on,
       facility_id, value_minor, currency, ltv_limit_e6, status, status_on
FROM collateral WHERE NOT deleted AND (released_on IS NULL OR released_on > :day) AND {these}
"""
RATINGS = """
SELECT client_id, kind, facility_id, effective_on, value FROM ratingevent
WHERE NOT deleted AND {these} ORDER BY client_id, effective_on, created_at
"""
CONTACTS = """
SELECT client_id, CASE WHEN occurred_on > :day THEN min(occurred_on) ELSE max(occurred_on) END FROM visit
WHERE NOT deleted AND +state = 'done' AND effective AND {these}
GROUP BY client_id, substr(occurred_on, 1, 7), occurred_on > :day ORDER BY client_id, 2
"""


def add_facilities(asked: Asked) -> None:
    """Add every facility that is signed and not closed; arrears count from the day they were reported."""
    for record, row in asked.rows(FACILITIES, day=asked.day):
        key, label, drawn, limit, undisbursed, kind, currency, times, enhanced, *dates = row
        (
            maturity,
            arrears,
            overdue,
            principal,
            interest,
            signed,
            closed,
            restructured,
            first,
            second,
            asked_on,
        ) = map(day_of, dates)
        if not known_by(record, signed, asked.day):
            continue
        known_by(record, closed, asked.day)
        if not known_by(record, arrears, asked.day):
            arrears = overdue = principal = interest = None
        if not known_by(record, restructured, asked.day):
            restructured = None
        record.facilities.append(
            FacilityRecord(
                id=key,
                label=label,
                drawn=drawn,
                limit=limit,
                undisbursed=undisbursed,
                maturity_on=maturity,
                arrears_on=arrears,
                overdue_since=overdue,
                kind=kind,
                currency=currency,
                principal_overdue_since=principal,
                interest_overdue_since=interest,
                restructured_on=restructured,
                restructured_times=times,
                first_repayment_on=first,
                second_repayment_on=second,
                exit_asked_on=known_only(record, asked_on, asked.day),
                enhanced=bool(enhanced),
            )
        )


def add_diary(asked: Asked) -> None:
    """Add documents to be delivered, delivered ones as long as they are in view, and security."""
    for record, (key, label, kind, due, received) in asked.rows(
        DOCUMENTS, day=asked.day, since=asked.day - IN_VIEW
    ):
        seen = known_only(record, day_of(received), asked.day)
        record.documents.append(DocumentRecord(key, label, kind, date.fromisoformat(due), seen))
    for record, row in asked.rows(COLLATERALS, day=asked.day):
        record.collaterals.append(_collateral(record, row, asked.day))


def _collateral(record: ClientRecord, row: tuple[object, ...], day: date) -> CollateralRecord:
    key, label, valued, insured, needed, released, facility, value, currency, limit, status, since = row
    known_by(record, _day(released), day)
    taken = status in TAKEN and known_by(record, _day(since), day)
    seen = known_only(record, _day(valued), day)
    return CollateralRecord(
        id=str(key),
        label=str(label),
        valued_on=seen,
        insured_until=_day(insured),
        needs_insurance=bool(needed),
        facility_id=None if facility is None else str(facility),
        value=value if isinstance(value, int) and (seen is not None or valued is None) else None,
        currency=str(currency),
        ltv_limit=ratio_of(limit if isinstance(limit, int) else None),
        status=str(status) if taken else "",
    )


def _day(text: object) -> date | None:
    return None if text is None else date.fromisoformat(str(text))


def add_ratings(asked: Asked) -> None:
    """Add grades, outside ratings and classes that are in force; those of a claim are kept apart."""
    for record, (kind, facility, text, value) in asked.rows(RATINGS):
        on = date.fromisoformat(text)
        if not known_by(record, on, asked.day):
            continue
        if kind == "class":
            if value not in RECORDED:
                continue
            if facility is not None:
                record.facility_classes[facility] = value
            else:
                record.classes.append(Dated(on, value))
        elif facility is None:
            grades = record.grades if kind == "grade" else record.external_grades
            grades.append(Dated(on, value))


def add_contacts(asked: Asked) -> None:
    """Add the last effective contact of each month that had one."""
    for record, (last,) in asked.rows(CONTACTS, day=asked.day):
        on = date.fromisoformat(last)
        if known_by(record, on, asked.day):
            record.contacts.append(on)
