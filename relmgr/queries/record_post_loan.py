"""Covenants, projects and watched accounts of a book as parts of its client records."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from relmgr.domain.periods import last_full_month, month_end, month_text
from relmgr.domain.post_loan_records import (
    AccountRecord,
    CovenantRecord,
    CovenantTestRecord,
    MonthRecord,
    ProgressRecord,
    ProjectRecord,
)
from relmgr.domain.records import ClientRecord
from relmgr.queries.record_rows import Asked, day_of, known_by, known_only, ratio_of

MONTHS_OF_ACCOUNTS = 24
COVENANTS = """
SELECT client_id, id, coalesce(nullif(title, ''), nullif(code, ''), ratio), ratio, operator, default_e6, lockup_e6,
       cure_days, ended_on
FROM covenant WHERE NOT deleted AND (ended_on IS NULL OR ended_on > :day) AND {these} ORDER BY id
"""
TESTS = """
SELECT client_id, covenant_id, id, period_end, due_on, tested_on, value_e6, status, cure_until, waiver_asked_on,
       waived_until, cross_default
FROM covenanttest WHERE NOT deleted AND {these} ORDER BY covenant_id, period_end, created_at, id
"""
PROJECTS = """
SELECT client_id, id, name, budget_minor, forecast_cost_minor, overrun_loan_minor, overrun_equity_minor,
       capital_ratio_e6, ep_category, as_of, baseline_on, forecast_on, long_stop_on, stopped_on, completed_on,
       ep_assessed_on
FROM project WHERE NOT deleted AND {these} ORDER BY id
"""
PROGRESS = """
SELECT client_id, project_id, as_of, physical_e6, drawn_e6 FROM projectprogress
WHERE NOT deleted AND {these} ORDER BY +project_id, as_of, created_at
"""
ACCOUNTS = """
SELECT client_id, id, coalesce(nullif(name, ''), nullif(code, ''), purpose), purpose, required_minor, minimum_minor,
       income_share_e6, idle_since, ended_on
FROM watchedaccount WHERE NOT deleted AND (ended_on IS NULL OR ended_on > :day) AND {these} ORDER BY id
"""
MONTHS = """
SELECT client_id, account_id, period, average_minor, closing_minor, inflow_minor, income_minor FROM accountmonth
WHERE NOT deleted AND period BETWEEN :first AND :last AND {these}
"""


def add_covenants(asked: Asked) -> None:
    """Add covenants that have not ended, with what is known of their tests on the day."""
    tests: dict[str, list[CovenantTestRecord]] = {}
    for record, (covenant, *test) in asked.rows(TESTS):
        tests.setdefault(covenant, []).append(_test(record, test, asked.day))
    for record, row in asked.rows(COVENANTS, day=asked.day):
        key, label, ratio, operator, default, lockup, cure, ended = row
        known_by(record, day_of(ended), asked.day)
        levels = (ratio_of(default), ratio_of(lockup))
        done = tuple(tests.get(key, ()))
        record.covenants.append(CovenantRecord(key, label, ratio, operator != "<=", *levels, cure, done))


def _test(record: ClientRecord, row: Iterable[Any], day: date) -> CovenantTestRecord:
    """Return a test as it is known on a day: one done later is still due, a waiver asked later was not asked."""
    key, end, due, tested, value, status, cure, asked_on, waived, cross = row
    done_on = day_of(tested) or (None if status == "due" else date.fromisoformat(end))
    is_done = known_by(record, done_on, day)
    waiver = day_of(asked_on)
    is_asked = known_by(record, waiver, day)
    return CovenantTestRecord(
        id=key,
        period_end=date.fromisoformat(end),
        due_on=day_of(due),
        tested_on=day_of(tested) if is_done else None,
        value=ratio_of(value) if is_done else None,
        status=status if is_done else "due",
        cure_until=day_of(cure),
        waiver_asked_on=waiver if is_asked else None,
        waived_until=day_of(waived) if is_asked else None,
        cross_default=bool(cross) and is_done,
    )


def add_projects(asked: Asked) -> None:
    """Add projects with their latest progress; a stop, a completion or an assessment counts from its day."""
    progress: dict[str, ProgressRecord] = {}
    for record, (project, text, physical, drawn) in asked.rows(PROGRESS):
        on = date.fromisoformat(text)
        if known_by(record, on, asked.day):
            progress[project] = ProgressRecord(on, ratio_of(physical), ratio_of(drawn))
    for record, row in asked.rows(PROJECTS):
        key, name, budget, cost, loan, equity, ratio, category, *dates = row
        as_of, baseline, forecast, long_stop, stopped, completed, assessed = map(day_of, dates)
        known_by(record, as_of, asked.day)
        record.projects.append(
            ProjectRecord(
                id=key,
                label=name,
                budget=budget,
                forecast_cost=cost,
                overrun_loan=loan,
                overrun_equity=equity,
                capital_ratio=ratio_of(ratio),
                as_of=as_of,
                baseline_on=baseline,
                forecast_on=forecast,
                long_stop_on=long_stop,
                stopped_on=known_only(record, stopped, asked.day),
                completed_on=known_only(record, completed, asked.day),
                ep_category=category,
                ep_assessed_on=known_only(record, assessed, asked.day),
                progress=progress.get(key),
            )
        )


def add_accounts(asked: Asked) -> None:
    """Add watched accounts that have not ended, with their months that have."""
    last = last_full_month(asked.day)
    span = {"first": month_text(last - MONTHS_OF_ACCOUNTS + 1), "last": month_text(last + 1)}
    months: dict[str, dict[str, MonthRecord]] = {}
    for record, (account, period, *figures) in asked.rows(MONTHS, **span):
        if period == span["last"]:
            record.wakes(month_end(last + 1))
        else:
            months.setdefault(account, {})[period] = MonthRecord(*figures)
    for record, row in asked.rows(ACCOUNTS, day=asked.day):
        key, label, purpose, required, minimum, share, idle, ended = row
        known_by(record, day_of(ended), asked.day)
        since = day_of(idle)
        record.accounts.append(
            AccountRecord(key, label, purpose, required, minimum, ratio_of(share), since, months.get(key, {}))
        )
