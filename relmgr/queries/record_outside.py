"""Events, debts elsewhere, rebuttals and open tickets of a book as parts of its client records."""

from datetime import date, timedelta
from typing import Final

from relmgr.domain.event_kinds import EventKind
from relmgr.domain.post_loan_records import DebtRecord, EventRecord, RebuttalRecord, TicketRecord
from relmgr.queries.record_rows import Asked, day_of, known_by, ratio_of
from relmgr.queries.workdays import working_days_since

LABEL: Final = 60
"""Characters of an event's text that name it among others."""

BUREAU_SPAN: Final = timedelta(days=800)
"""Older bureau reports are compared with nothing."""

EVENTS = """
SELECT client_id, id, kind, facility_id, collateral_id, occurred_on, known_on, ended_on, text, share_e6
FROM externalevent WHERE NOT deleted AND (ended_on IS NULL OR ended_on > :day) AND {these}
ORDER BY client_id, occurred_on, id
"""
DEBTS = """
SELECT client_id, as_of, bank, own_bank, currency, debt_minor, guarantees_minor, dpd, asset_class FROM bureaudebt
WHERE NOT deleted AND as_of >= :since AND {these} ORDER BY client_id, as_of, id
"""
REBUTTALS = """
SELECT client_id, kind, facility_id, from_on, expires_on, withdrawn_on FROM rebuttal
WHERE NOT deleted AND expires_on >= :day AND (withdrawn_on IS NULL OR withdrawn_on > :day) AND {these}
"""
TICKETS = """
SELECT client_id, kind, heard_on FROM feedback WHERE NOT deleted AND state <> 'done' AND {these}
"""


def add_events(asked: Asked, country: str) -> None:
    """Add events from the day they were known until their end, and count the days without a reply."""
    for record, row in asked.rows(EVENTS, day=asked.day):
        key, kind, facility, collateral, occurred, known, ended, text, share = row
        on = date.fromisoformat(known)
        if not known_by(record, on, asked.day):
            continue
        known_by(record, day_of(ended), asked.day)
        happened = date.fromisoformat(occurred)
        event = EventRecord(key, kind, facility, collateral, happened, on, text[:LABEL], ratio_of(share))
        record.events.append(event)
        if kind == EventKind.UNREACHABLE:
            days = working_days_since(min(happened, on), asked.day, country)
            record.unreachable_days = max(days, record.unreachable_days or 0)


def add_debts(asked: Asked) -> None:
    """Add what bureau reports of the last years say."""
    for record, row in asked.rows(DEBTS, since=asked.day - BUREAU_SPAN):
        text, bank, own, currency, debt, guarantees, dpd, asset_class = row
        on = date.fromisoformat(text)
        if known_by(record, on, asked.day):
            record.debts.append(DebtRecord(on, bank, bool(own), currency, debt, guarantees, dpd, asset_class))


def add_rebuttals(asked: Asked) -> None:
    """Add rebuttals in force; one that is withdrawn ends the day before."""
    for record, (kind, facility, start, expires, withdrawn) in asked.rows(REBUTTALS, day=asked.day):
        if known_by(record, date.fromisoformat(start), asked.day):
            until = date.fromisoformat(expires)
            ended = day_of(withdrawn)
            if ended is not None:
                until = min(until, ended - timedelta(days=1))
            record.rebuttals.append(RebuttalRecord(kind, facility, until))


def add_tickets(asked: Asked) -> None:
    """Add what clients said that still waits for an answer."""
    for record, (kind, heard) in asked.rows(TICKETS):
        on = date.fromisoformat(heard)
        if known_by(record, on, asked.day):
            record.tickets.append(TicketRecord(kind, on))
