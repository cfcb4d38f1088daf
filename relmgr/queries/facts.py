"""What is recorded of the clients of a book, as far as verdicts depend on it: a handful of statements in all."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from relmgr.db.reader import Reader, listed
from relmgr.db.stored import read_instant
from relmgr.domain.facts import Facts, Freshness
from relmgr.domain.measures import facts_of, stale_after
from relmgr.domain.periods import last_full_month, month_text, period_end
from relmgr.domain.records import (
    ClientRecord,
    CollateralRecord,
    Dated,
    DocumentRecord,
    FacilityRecord,
    Figure,
)
from relmgr.domain.rules import Rulebook
from relmgr.domain.strategies import write_intervals
from relmgr.domain.subject_measures import IN_VIEW
from relmgr.domain.values import AssetClass, Key
from relmgr.queries.segments import strategy_intervals

OF_THESE = "client_id IN (SELECT value FROM json_each(:keys))"
SHORTEST_MONTH = 28
YEAR = 12
YEARS_OF_ACCOUNTS = 6
"""Annual accounts older than this say nothing that a rule asks for."""

CLIENTS = """
SELECT id, satisfaction, satisfaction_on, esg_score, CASE WHEN is_project THEN phase ELSE '' END, cadence_days,
       is_project
FROM client WHERE NOT deleted AND state <> 'lost' AND {these} ORDER BY id
"""
FACILITIES = """
SELECT client_id, id, coalesce(nullif(name, ''), nullif(code, ''), kind), drawn_minor, limit_minor, undisbursed_minor,
       maturity_on, arrears_on, overdue_since, signed_on, closed_on
FROM facility WHERE NOT deleted AND (closed_on IS NULL OR closed_on > :day) AND {these}
"""
DOCUMENTS = """
SELECT client_id, id, coalesce(nullif(title, ''), kind), kind, due_on, received_on FROM document
WHERE NOT deleted AND (received_on IS NULL OR received_on > :day OR due_on >= :since) AND {these}
"""
COLLATERALS = """
SELECT client_id, id, coalesce(nullif(description, ''), kind), valued_on, insured_until, needs_insurance, released_on
FROM collateral WHERE NOT deleted AND (released_on IS NULL OR released_on > :day) AND {these}
"""
RATINGS = """
SELECT client_id, kind, effective_on, value FROM ratingevent
WHERE NOT deleted AND {these} ORDER BY client_id, effective_on, created_at
"""
CONTACTS = """
SELECT client_id, CASE WHEN occurred_on > :day THEN min(occurred_on) ELSE max(occurred_on) END FROM visit
WHERE NOT deleted AND state = 'done' AND effective AND {these}
GROUP BY client_id, substr(occurred_on, 1, 7), occurred_on > :day ORDER BY client_id, 2
"""
METRICS = """
SELECT client_id, code, period, revision, value, currency,
  CASE WHEN known_at >= :known OR period > CASE length(period)
    WHEN 4 THEN :last_year WHEN 6 THEN :last_quarter ELSE :last_month END THEN known_at END
FROM metric
WHERE NOT deleted AND {these} AND (
  code IN ('avg_loans', 'avg_deposits', 'transactions') AND period >= :month
  OR code IN ('equity', 'assets', 'liabilities', 'revenue', 'pbt', 'op_cash_flow', 'raroc') AND period >= :year)
"""

Records = dict[Key, ClientRecord]


def book_facts(
    reader: Reader, rules: Rulebook, clients: Sequence[Key] | None = None, day: date | None = None
) -> list[Facts]:
    """Return the facts of all clients that are not lost, or of those named, on a day (default today)."""
    day = day or reader.today
    limits = stale_after(rules.warnings)
    records = client_records(reader, rules, clients, day)
    return [facts_of(record, day, rules, limits) for record in records.values()]


def client_records(reader: Reader, rules: Rulebook, clients: Sequence[Key] | None, day: date) -> Records:
    """Return what facts are made of, by client in order of key, as it was known on a day."""
    keys = None if clients is None else listed(clients)
    records: Records = {}
    for key, satisfaction, on, esg, phase, own, project in reader.records(
        _of(CLIENTS, keys, "id"), keys=keys
    ):
        profile = (satisfaction, _day(on), esg, phase, own, bool(project))
        record = records[Key(key)] = ClientRecord(Key(key), *profile)
        _known_by(record, record.satisfaction_on, day)
    _add_segments(reader, records, clients, day)
    _add_facilities(reader, records, keys, day)
    _add_diary(reader, records, keys, day)
    _add_history(reader, records, keys, day)
    _add_metrics(reader, records, keys, rules, day)
    return records


def _of(sql: str, keys: str | None, column: str = "client_id") -> str:
    return sql.replace("{these}", "1" if keys is None else OF_THESE.replace("client_id", column))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _known_by(record: ClientRecord, on: date | None, day: date) -> bool:
    """Tell whether something dated `on` counts already; if not, note when the client is to be judged again."""
    if on is None or on <= day:
        return True
    record.wakes(on)
    return False


def _add_segments(reader: Reader, records: Records, clients: Sequence[Key] | None, day: date) -> None:
    prescribed = strategy_intervals(reader, clients, day)
    for key, intervals in prescribed.intervals.items():
        if record := records.get(Key(key)):
            record.segment_intervals = write_intervals(intervals)
    for key, on in prescribed.anniversaries.items():
        if record := records.get(Key(key)):
            record.wakes(on)


def _add_facilities(reader: Reader, records: Records, keys: str | None, day: date) -> None:
    for client, key, label, drawn, limit, undisbursed, *dates in reader.records(
        _of(FACILITIES, keys), keys=keys, day=day
    ):
        record = records.get(client)
        if record is None:
            continue
        maturity, arrears, overdue, signed, closed = map(_day, dates)
        if not _known_by(record, signed, day):
            continue
        _known_by(record, closed, day)
        if not _known_by(record, arrears, day):
            arrears = overdue = None
        facility = FacilityRecord(key, label, drawn, limit, undisbursed, maturity, arrears, overdue)
        record.facilities.append(facility)


def _add_diary(reader: Reader, records: Records, keys: str | None, day: date) -> None:
    since = day - IN_VIEW
    for client, key, label, kind, due, received in reader.records(
        _of(DOCUMENTS, keys), keys=keys, day=day, since=since
    ):
        if record := records.get(client):
            on = _day(received)
            seen = on if _known_by(record, on, day) else None
            record.documents.append(DocumentRecord(key, label, kind, date.fromisoformat(due), seen))
    for client, key, label, valued, insured, needed, released in reader.records(
        _of(COLLATERALS, keys), keys=keys, day=day
    ):
        if record := records.get(client):
            _known_by(record, _day(released), day)
            on = _day(valued)
            seen = on if _known_by(record, on, day) else None
            record.collaterals.append(CollateralRecord(key, label, seen, _day(insured), bool(needed)))


def _add_history(reader: Reader, records: Records, keys: str | None, day: date) -> None:
    classes = {asset_class.value for asset_class in AssetClass}
    for client, kind, text, value in reader.records(_of(RATINGS, keys), keys=keys):
        record, on = records.get(client), date.fromisoformat(text)
        if record is None or not _known_by(record, on, day):
            continue
        if kind == "grade":
            record.grades.append(Dated(on, value))
        elif value in classes:
            record.classes.append(Dated(on, value))
    for client, last in reader.records(_of(CONTACTS, keys), keys=keys, day=day):
        record, on = records.get(client), date.fromisoformat(last)
        if record is not None and _known_by(record, on, day):
            record.contacts.append(on)


def _add_metrics(reader: Reader, records: Records, keys: str | None, rules: Rulebook, day: date) -> None:
    """Read the newest revision known on the day of every figure that can still matter."""
    month = last_full_month(day)
    detector = rules.warnings.detector
    stale = rules.warnings.stale_after[Freshness.MONTHLY] // SHORTEST_MONTH + 1
    first = month - max(detector.window + detector.recent, YEAR) - stale
    newest: dict[tuple[str, str, str], int] = {}
    for client, code, period, revision, value, currency, later in reader.records(
        _of(METRICS, keys),
        keys=keys,
        known=_end_of(day, reader),
        month=month_text(first),
        last_month=month_text(month),
        year=str(day.year - YEARS_OF_ACCOUNTS),
        last_year=str((month + 1) // YEAR - 1),
        last_quarter=_last_quarter(month),
    ):
        record = records.get(client)
        if record is not None and later is not None:
            known_on = read_instant(later).astimezone(reader.zone).date()
            record.wakes(max(known_on, period_end(period)))
            continue
        if record is None or revision < newest.get((client, code, period), 0):
            continue
        if revision:
            newest[client, code, period] = revision
        record.metrics.setdefault(code, {})[period] = Figure(value, currency)


def _last_quarter(month: int) -> str:
    """Return the latest quarter that had ended with a month."""
    quarter = (month + 1) // 3 - 1
    return f"{quarter // 4}Q{quarter % 4 + 1}"


def _end_of(day: date, reader: Reader) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), reader.zone)
