"""Figures of a book as parts of its client records: the newest revision known on the day of what can matter."""

from datetime import date, datetime, time, timedelta
from typing import Final

from relmgr.db.stored import read_instant
from relmgr.domain.facts import Freshness
from relmgr.domain.periods import last_full_month, month_text, period_end
from relmgr.domain.records import Figure
from relmgr.domain.rules import Rulebook
from relmgr.queries.record_rows import Asked

SHORTEST_MONTH = 28
YEAR = 12
YEARS_OF_ACCOUNTS = 6
"""Annual accounts older than this say nothing that a rule asks for."""

YEARS_OF_SEASONS = 3
"""Years of monthly figures that a seasonal adjustment reads."""

MONTHLY: Final = (
    "avg_loans",
    "avg_deposits",
    "transactions",
    "inflow",
    "repayments",
    "line_drawn",
    "line_limit",
)
LONGER: Final = (
    "equity", "assets", "liabilities", "revenue", "pbt", "op_cash_flow", "raroc", "contribution", "working_capital",
    "current_assets", "current_liabilities", "retained_earnings", "ebit", "receivables", "inventory", "related_sales",
)  # fmt: skip
METRICS = f"""
SELECT client_id, code, period, revision, value, currency,
  CASE WHEN known_at >= :known OR period > CASE length(period)
    WHEN 4 THEN :last_year WHEN 6 THEN :last_quarter ELSE :last_month END THEN known_at END
FROM metric
WHERE NOT deleted AND {{these}} AND (
  code IN {MONTHLY} AND period >= :month OR code IN {LONGER} AND period >= :year)
"""


def add_metrics(asked: Asked, rules: Rulebook) -> None:
    """Add the figures; one that is still to come, or of a period that has not ended, wakes its client."""
    month = last_full_month(asked.day)
    newest: dict[tuple[str, str, str], int] = {}
    for client, code, period, revision, value, currency, later in asked.all(
        METRICS,
        known=_end_of(asked),
        month=month_text(month - _months(rules)),
        last_month=month_text(month),
        year=str(asked.day.year - YEARS_OF_ACCOUNTS),
        last_year=str((month + 1) // YEAR - 1),
        last_quarter=_last_quarter(month),
    ):
        record = asked.records.get(client)
        if record is None:
            continue
        if later is not None:
            record.wakes(max(_known_on(later, asked), period_end(period)))
            continue
        if revision < newest.get((client, code, period), 0):
            continue
        if revision:
            newest[client, code, period] = revision
        record.metrics.setdefault(code, {})[period] = Figure(value, currency)


def _months(rules: Rulebook) -> int:
    """Return how many months back a figure can still matter."""
    detector = rules.warnings.detector
    stale = rules.warnings.stale_after[Freshness.MONTHLY] // SHORTEST_MONTH + 1
    seasons = YEARS_OF_SEASONS * YEAR if detector.seasonal else 0
    return max(detector.window + detector.recent, YEAR) + stale + seasons


def _known_on(text: str, asked: Asked) -> date:
    return read_instant(text).astimezone(asked.reader.zone).date()


def _last_quarter(month: int) -> str:
    """Return the latest quarter that had ended with a month."""
    quarter = (month + 1) // 3 - 1
    return f"{quarter // 4}Q{quarter % 4 + 1}"


def _end_of(asked: Asked) -> datetime:
    return datetime.combine(asked.day + timedelta(days=1), time(), asked.reader.zone)
