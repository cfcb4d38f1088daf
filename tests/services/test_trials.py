"""A rule on trial keeps silent episodes of its own: no warning, no event, no points, and the same verdict."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from relmgr import services
from relmgr.clock import FixedClock
from relmgr.db.tables import Client, Facility
from relmgr.db.work import UnitOfWork
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import FacilityKind, Key, SignalState
from relmgr.queries.trials import trial_rows
from relmgr.rulebook.loader import load
from relmgr.workspace import Workspace

CLIENT = Key("c" * 32)
DAY = date(2026, 11, 23)
TRIAL = """
[[warnings]]
id = "EW02T"
based_on = "EW02"
version = 2
trial = true
severity = [ { level = "red", points = 90, all = [{ fact = "dpd", is = ">", than = 10 }] } ]
examples = [
  { facts = { dpd = 10 }, level = "none" },
  { facts = { dpd = 11 }, level = "red" },
  { facts = {}, level = "unknown" },
]
"""


@pytest.fixture
def rules(tmp_path: Path) -> Rulebook:
    folder = tmp_path / "rules" / "warnings.d"
    folder.mkdir(parents=True)
    (folder / "trial.toml").write_text(TRIAL, "utf-8")
    return load(folder.parent)


def late_client(uow: UnitOfWork) -> None:
    uow.add(Client(id=CLIENT, code="K1", name="华南电力工程有限公司"))
    uow.flush()
    uow.add(
        Facility(
            client_id=CLIENT,
            code="F-1",
            name="流贷",
            kind=FacilityKind.OTHER,
            drawn_minor=100,
            limit_minor=100,
            arrears_on=uow.today,
            overdue_since=uow.today - timedelta(20),
        )
    )


def pay(uow: UnitOfWork) -> None:
    facility = uow.get(Facility, uow.read.value("SELECT id FROM facility"))
    facility.overdue_since, facility.arrears_on = None, uow.today


def on(workspace: Workspace, day: date) -> Workspace:
    workspace.clock = FixedClock(day, workspace.settings.zone)
    return workspace


def counts(workspace: Workspace) -> list[int]:
    return [
        workspace.ask(lambda reader, table=table: reader.value(f"SELECT count(*) FROM {table}"))  # type: ignore[misc]
        for table in ("signal", "signalevent", "trialsignal")
    ]


def test_a_trial_warns_nobody_and_changes_no_verdict(book: Workspace, rules: Rulebook) -> None:
    book.do(late_client)
    live = replace(rules, warnings=replace(rules.warnings, trials=()))
    silent = book.do(services.evaluate_book, rules).result
    assert {line.rule_id for line in silent.signals} == {"EW01", "EW07"} & {
        line.rule_id for line in silent.signals
    }
    assert "EW02T" not in {line.rule_id for line in silent.signals}
    [row] = book.ask(trial_rows)
    assert (row.rule_id, row.rule_version, row.severity, row.subject) == ("EW02T", 2, "red", "流贷")
    assert "EW01" in row.live.split()
    before = counts(book)
    assert book.do(services.evaluate_book, rules).result.written == 0
    assert counts(book) == before
    assert book.do(services.evaluate_book, live).result.signals == ()


def test_a_silent_episode_ends_like_a_warning(book: Workspace, rules: Rulebook) -> None:
    book.do(late_client)
    book.do(services.evaluate_book, rules)
    for days in (1, 2, 3):
        on(book, DAY + timedelta(days)).do(pay)
        book.do(services.evaluate_book, rules)
    [row] = book.ask(trial_rows, "EW02T")
    assert (row.state, row.closed_on) == (SignalState.CLEARED, DAY + timedelta(3))
    assert book.ask(trial_rows, "EW99") == []


def test_another_version_begins_anew(book: Workspace, rules: Rulebook, tmp_path: Path) -> None:
    book.do(late_client)
    book.do(services.evaluate_book, rules)
    path = tmp_path / "rules" / "warnings.d" / "trial.toml"
    path.write_text(TRIAL.replace("version = 2", "version = 3"), "utf-8")
    on(book, DAY + timedelta(1)).do(services.evaluate_book, load(tmp_path / "rules"))
    found = {row.rule_version: row.first_seen_on for row in book.ask(trial_rows)}
    assert found == {2: DAY, 3: DAY + timedelta(1)}
