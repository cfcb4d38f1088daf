"""The fact of a ticket past its service level: what a client said and nobody has answered."""

from datetime import timedelta

from relmgr.domain.fact_limits import FactLimits
from relmgr.domain.facts import NA, FactSheet
from relmgr.domain.records import ClientRecord


def put_tickets(sheet: FactSheet, record: ClientRecord, limits: FactLimits) -> None:
    """Note whether an open need or complaint is past its service level; without any it does not apply."""
    due = [
        ticket.heard_on + timedelta(days=limits.ticket_days[ticket.kind])
        for ticket in record.tickets
        if ticket.kind in limits.ticket_days
    ]
    if not due:
        sheet.put("ticket_past_sla", NA)
        return
    first = min(due)
    late = sheet.day > first
    sheet.put("ticket_past_sla", late, holds_until=None if late else first)
