"""What a rule was worth in the past: its replay measured against what happened, and what limits the measure."""

from dataclasses import dataclass
from datetime import date

from relmgr.db.reader import Reader
from relmgr.domain.backtest import Outcome, Window, backtest
from relmgr.domain.rules import Rulebook
from relmgr.queries.credit_events import credit_events, exits, undated_exits
from relmgr.queries.replay import Judged, Replay

RETENTION = "EW30a"
"""The rule whose event is the exit of the client."""


@dataclass(frozen=True, slots=True)
class Tested:
    """The back-test of one rule."""

    rule: str
    outcome: Outcome
    judged: Judged


@dataclass(frozen=True, slots=True)
class Limits:
    """What keeps a back-test from the whole truth."""

    known_from: date | None
    without_trail: int
    undated_exits: int
    dated: bool


TRAILLESS = """
SELECT count(*) FROM {table} m WHERE NOT EXISTS (SELECT 1 FROM audit_entry a WHERE a.tab = '{table}' AND a.pk = m.id)
"""
FACT_TABLES = ("client", "facility", "metric", "ratingevent", "visit", "document", "collateral")


def tested_rule(reader: Reader, book: Rulebook, walked: Replay, rule: str, window: Window, k: int) -> Tested:
    """Return the measures of one rule of a replay; `k` is how many clients a month are looked at."""
    events = exits(reader) if _is_retention(book, rule) else credit_events(reader, book)
    ranked = walked.ranked.get(rule, [])
    outcome = backtest(walked.of(rule), events, walked.watched, ranked, window, k)
    return Tested(rule, outcome, walked.judged.get(rule, Judged()))


def _is_retention(book: Rulebook, rule: str) -> bool:
    return any(r.id == rule and RETENTION in (r.id, r.based_on) for r in book.warnings.rules)


def limits_of(reader: Reader, *, dated: bool) -> Limits:
    """Return what keeps a replay of this book from the whole truth."""
    first = reader.value("SELECT date(min(at)) FROM audit_entry WHERE tab = 'client'")
    bare = sum(int(reader.value(TRAILLESS.format(table=table))) for table in FACT_TABLES)
    return Limits(date.fromisoformat(first) if first else None, bare, undated_exits(reader), dated)


def client_names(reader: Reader) -> dict[str, str]:
    """Return what the clients are called, by key."""
    return dict(reader.records("SELECT id, coalesce(nullif(short_name, ''), name) FROM client"))
