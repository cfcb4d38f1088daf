"""When clients went bad or left, as known today: what a back-test measures alerts against."""

from collections.abc import Iterator
from datetime import date

from relmgr.db.reader import Reader
from relmgr.db.stored import read_instant
from relmgr.domain.backtest import CreditEvent
from relmgr.domain.classification import NON_PERFORMING
from relmgr.domain.rules import Rulebook

RATED = """
SELECT client_id, kind, value, min(effective_on) AS first_on FROM ratingevent
WHERE NOT deleted AND kind IN ('class', 'grade') AND effective_on <= :day GROUP BY client_id, kind, value
"""
OVERDUE = """
SELECT client_id, min(date(since, :days)) FROM (
  SELECT client_id, overdue_since AS since, arrears_on FROM facility WHERE NOT deleted
  UNION ALL
  SELECT new ->> '$.client_id', new ->> '$.overdue_since', new ->> '$.arrears_on' FROM audit_entry
  WHERE tab = 'facility' AND new IS NOT NULL AND NOT coalesce(new ->> '$.deleted', 0))
WHERE since IS NOT NULL AND arrears_on <= :day AND date(since, :days) <= arrears_on GROUP BY client_id
"""
LEFT = """
SELECT pk, min(at) FROM audit_entry
WHERE tab = 'client' AND new ->> '$.state' = 'lost' AND coalesce(old ->> '$.state', '') <> 'lost' GROUP BY pk
"""
UNDATED = """
SELECT count(*) FROM client c WHERE NOT deleted AND state = 'lost' AND NOT EXISTS (
  SELECT 1 FROM audit_entry WHERE tab = 'client' AND pk = c.id AND new ->> '$.state' = 'lost')
"""


def credit_events(reader: Reader, rules: Rulebook) -> list[CreditEvent]:
    """Return every credit event by today: DPD > 90 as it was reported, class, default grade.

    A payment that is late counts on only to the last report of arrears: nothing is assumed after it.
    """
    return [*_rated(reader, rules), *_overdue(reader, rules)]


def _rated(reader: Reader, rules: Rulebook) -> Iterator[CreditEvent]:
    scale = rules.scorecard.scale
    bad = {asset_class.value for asset_class in NON_PERFORMING}
    for client, kind, value, on in reader.records(RATED, day=reader.today):
        if kind == "class" and value in bad:
            yield CreditEvent(client, date.fromisoformat(on), "class")
        elif kind == "grade" and (scale.default_rate(value) or 0.0) >= 1:
            yield CreditEvent(client, date.fromisoformat(on), "default")


def _overdue(reader: Reader, rules: Rulebook) -> Iterator[CreditEvent]:
    days = f"+{rules.warnings.classes.substandard_days + 1} days"
    for client, on in reader.records(OVERDUE, day=reader.today, days=days):
        yield CreditEvent(client, date.fromisoformat(on), "dpd")


def exits(reader: Reader) -> list[CreditEvent]:
    """Return the clients that were marked as lost, with the day; undated ones are not among them."""
    found = reader.records(LEFT)
    return [CreditEvent(client, _day(reader, at), "exit") for client, at in found]


def undated_exits(reader: Reader) -> int:
    """Return how many lost clients have no day of leaving."""
    return int(reader.value(UNDATED))


def _day(reader: Reader, at: str) -> date:
    return read_instant(at).astimezone(reader.zone).date()
