"""The facts of the clients of a book, from what is recorded of them: a handful of statements in all."""

from collections.abc import Sequence
from datetime import date, timedelta

from relmgr.db.reader import Reader
from relmgr.domain.facts import Facts
from relmgr.domain.measures import facts_of, stale_after
from relmgr.domain.records import ClientRecord
from relmgr.domain.rules import Rulebook
from relmgr.domain.strategies import write_intervals
from relmgr.domain.values import Key
from relmgr.queries.connected import add_ties
from relmgr.queries.record_credit import add_contacts, add_diary, add_facilities, add_ratings
from relmgr.queries.record_metrics import add_metrics
from relmgr.queries.record_outside import add_debts, add_events, add_rebuttals, add_tickets
from relmgr.queries.record_post_loan import add_accounts, add_covenants, add_projects
from relmgr.queries.record_rows import Asked, Records, ask, day_of, known_by
from relmgr.queries.segments import strategy_intervals

CLIENTS = """
SELECT id, satisfaction, satisfaction_on, esg_score, CASE WHEN is_project THEN phase ELSE '' END, cadence_days,
       cadence_until, is_project, esg_on, esg_listed
FROM client WHERE NOT deleted AND state <> 'lost' AND {these} ORDER BY id
"""


def book_facts(
    reader: Reader,
    rules: Rulebook,
    clients: Sequence[Key] | None = None,
    day: date | None = None,
    country: str = "CN",
) -> list[Facts]:
    """Return the facts of all clients that are not lost, or of those named, on a day (default today).

    `country` names the calendar by which working days are counted.
    """
    day = day or reader.today
    limits = stale_after(rules.warnings)
    records = client_records(reader, rules, clients, day, country)
    return [facts_of(record, day, rules, limits) for record in records.values()]


def client_records(
    reader: Reader, rules: Rulebook, clients: Sequence[Key] | None, day: date, country: str = "CN"
) -> Records:
    """Return what facts are made of, by client in order of key, as it was known on a day."""
    asked = ask(reader, clients, day)
    _add_clients(asked)
    _add_segments(asked)
    add_facilities(asked)
    add_diary(asked)
    add_ratings(asked)
    add_contacts(asked)
    add_metrics(asked, rules)
    add_covenants(asked)
    add_projects(asked)
    add_accounts(asked)
    add_events(asked, country)
    add_debts(asked)
    add_rebuttals(asked)
    add_tickets(asked)
    add_ties(asked)
    return asked.records


def _add_clients(asked: Asked) -> None:
    for key, satisfaction, on, esg, phase, own, until, project, esg_on, listed in asked.all(CLIENTS, "id"):
        record = ClientRecord(Key(key), satisfaction, day_of(on), esg, phase, None, bool(project))
        _add_own_interval(record, own, day_of(until), asked.day)
        record.esg_on = day_of(esg_on)
        record.esg_listed = None if listed is None else bool(listed)
        asked.records[record.client_id] = record
        known_by(record, record.satisfaction_on, asked.day)
        known_by(record, record.esg_on, asked.day)


def _add_own_interval(record: ClientRecord, days: int | None, until: date | None, day: date) -> None:
    """Note the manager's own interval while it holds, and that it ends."""
    if days is None or (until is not None and until < day):
        return
    record.own_days = days
    if until is not None:
        record.wakes(until + timedelta(days=1))


def _add_segments(asked: Asked) -> None:
    prescribed = strategy_intervals(asked.reader, asked.clients, asked.day)
    for key, intervals in prescribed.intervals.items():
        if record := asked.records.get(Key(key)):
            record.segment_intervals = write_intervals(intervals)
    for key, on in prescribed.anniversaries.items():
        if record := asked.records.get(Key(key)):
            record.wakes(on)
