"""What is recorded of the clients of a book, as far as verdicts depend on it: a handful of statements in all."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from relmgr.db.reader import Reader, listed
from relmgr.domain.facts import Facts, Freshness
from relmgr.domain.measures import facts_of, stale_after
from relmgr.domain.periods import last_full_month, month_text
from relmgr.domain.records import (
    ClientRecord,
    CollateralRecord,
    Dated,
    DocumentRecord,
    FacilityRecord,
    Figure,
)
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import AssetClass, Key

OF_THESE = "client_id IN (SELECT value FROM json_each(:keys))"
SHORTEST_MONTH = 28
YEAR = 12
YEARS_OF_ACCOUNTS = 6
"""Annual accounts older than this say nothing that a rule asks for."""

LATE_DELIVERIES = timedelta(days=400)
"""Documents delivered stay in view this long after their due day, as evidence that nothing is late."""

CLIENTS = """
SELECT id, satisfaction, satisfaction_on, esg_score, CASE WHEN is_project THEN phase ELSE '' END, cadence_days
FROM client WHERE NOT deleted AND state <> 'lost' AND {these} ORDER BY id
"""
FACILITIES = """
SELECT client_id, id, coalesce(nullif(name, ''), nullif(code, ''), kind), drawn_minor, limit_minor, undisbursed_minor,
       maturity_on, CASE WHEN arrears_on <= :day THEN arrears_on END,
       CASE WHEN arrears_on <= :day THEN overdue_since END
FROM facility
WHERE NOT deleted AND (closed_on IS NULL OR closed_on > :day) AND (signed_on IS NULL OR signed_on <= :day) AND {these}
"""
DOCUMENTS = """
SELECT client_id, id, coalesce(nullif(title, ''), kind), kind, due_on,
       CASE WHEN received_on <= :day THEN received_on END
FROM document
WHERE NOT deleted AND (received_on IS NULL OR received_on > :day OR due_on >= :since) AND {these}
"""
COLLATERALS = """
SELECT client_id, id, coalesce(nullif(description, ''), kind), CASE WHEN valued_on <= :day THEN valued_on END,
       insured_until, needs_insurance
FROM collateral WHERE NOT deleted AND (released_on IS NULL OR released_on > :day) AND {these}
"""
RATINGS = """
SELECT client_id, kind, effective_on, value FROM ratingevent
WHERE NOT deleted AND effective_on <= :day AND {these} ORDER BY client_id, effective_on, created_at
"""
CONTACTS = """
SELECT client_id, max(occurred_on) FROM visit
WHERE NOT deleted AND state = 'done' AND effective AND occurred_on <= :day AND {these}
GROUP BY client_id, substr(occurred_on, 1, 7) ORDER BY client_id, 2
"""
METRICS = """
SELECT client_id, code, period, revision, value, currency FROM metric
WHERE NOT deleted AND known_at < :known AND {these} AND (
  code IN ('avg_loans', 'avg_deposits', 'transactions') AND period BETWEEN :month AND :last_month
  OR code IN ('equity', 'assets', 'liabilities', 'revenue', 'pbt', 'op_cash_flow', 'raroc')
    AND period >= :year AND CASE length(period)
      WHEN 4 THEN period <= :last_year WHEN 6 THEN period <= :last_quarter ELSE period <= :last_month END)
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
    for key, satisfaction, on, esg, phase, own in reader.records(_of(CLIENTS, keys, "id"), keys=keys):
        records[Key(key)] = ClientRecord(Key(key), satisfaction, _day(on), esg, phase, own)
    _add_facilities(reader, records, keys, day)
    _add_diary(reader, records, keys, day)
    _add_history(reader, records, keys, day)
    _add_metrics(reader, records, keys, rules, day)
    return records


def _of(sql: str, keys: str | None, column: str = "client_id") -> str:
    return sql.replace("{these}", "1" if keys is None else OF_THESE.replace("client_id", column))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _add_facilities(reader: Reader, records: Records, keys: str | None, day: date) -> None:
    for client, key, label, drawn, limit, undisbursed, maturity, arrears, overdue in reader.records(
        _of(FACILITIES, keys), keys=keys, day=day
    ):
        if record := records.get(client):
            dates = (_day(maturity), _day(arrears), _day(overdue))
            record.facilities.append(FacilityRecord(key, label, drawn, limit, undisbursed, *dates))


def _add_diary(reader: Reader, records: Records, keys: str | None, day: date) -> None:
    since = day - LATE_DELIVERIES
    for client, key, label, kind, due, received in reader.records(
        _of(DOCUMENTS, keys), keys=keys, day=day, since=since
    ):
        if record := records.get(client):
            record.documents.append(DocumentRecord(key, label, kind, date.fromisoformat(due), _day(received)))
    for client, key, label, valued, insured, needed in reader.records(
        _of(COLLATERALS, keys), keys=keys, day=day
    ):
        if record := records.get(client):
            record.collaterals.append(CollateralRecord(key, label, _day(valued), _day(insured), bool(needed)))


def _add_history(reader: Reader, records: Records, keys: str | None, day: date) -> None:
    classes = {asset_class.value for asset_class in AssetClass}
    for client, kind, on, value in reader.records(_of(RATINGS, keys), keys=keys, day=day):
        if record := records.get(client):
            if kind == "grade":
                record.grades.append(Dated(date.fromisoformat(on), value))
            elif value in classes:
                record.classes.append(Dated(date.fromisoformat(on), value))
    for client, last in reader.records(_of(CONTACTS, keys), keys=keys, day=day):
        if record := records.get(client):
            record.contacts.append(date.fromisoformat(last))


def _add_metrics(reader: Reader, records: Records, keys: str | None, rules: Rulebook, day: date) -> None:
    """Read the newest revision known on the day of every figure that can still matter."""
    month = last_full_month(day)
    detector = rules.warnings.detector
    stale = rules.warnings.stale_after[Freshness.MONTHLY] // SHORTEST_MONTH + 1
    first = month - max(detector.window + detector.recent, YEAR) - stale
    newest: dict[tuple[str, str, str], int] = {}
    for client, code, period, revision, value, currency in reader.records(
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
