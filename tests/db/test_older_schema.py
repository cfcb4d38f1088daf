"""A book of the first released schema comes to today's with every row as it was, and goes on working."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlcipher3 import dbapi2

from relmgr import services
from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.db import migrate, upgrade
from relmgr.db.book import BookFile, Home
from relmgr.db.schema import APPLICATION_ID, SCHEMA
from relmgr.db.work import UnitOfWork
from relmgr.domain.segment_grammar import parse_definition
from relmgr.domain.segment_json import as_json
from relmgr.domain.strategies import PLAIN
from relmgr.domain.tier_moves import Selection
from relmgr.domain.values import Key
from relmgr.queries.clients_within import clients_within
from relmgr.queries.finding import found_clients
from relmgr.queries.segments import clients_of, saved_segments
from relmgr.settings import Settings
from relmgr.workspace import Workspace

FIRST = "0001"
CLIENT, FACILITY, RATING, COLLATERAL, SIGNAL, DOCUMENT, SEGMENT = (f"{number:032x}" for number in range(1, 8))
STAMP: dict[str, Any] = {"book_id": "b", "deleted": 0, "created_by": "", "updated_by": "", "version": 1}
ROWS: dict[str, dict[str, Any]] = {
    "accountmanager": {"id": "m", "name": "王磊", "role": "manager", "is_me": 1, "active": 1},
    "book": {"id": "b", "name": "王磊", "is_demo": 0},
    "client": STAMP
    | {"id": CLIENT, "code": "007", "uscc": "", "name": "华能能源(示例)", "short_name": "", "alias": ""}
    | {"industry": "电力", "region": "", "city": "", "country": "", "group_name": "", "size": ""}
    | {"state": "active", "is_project": 0, "phase": "", "esg_score": 70, "cadence_reason": "", "notes": ""}
    | {"extra": '{"网点": "1"}'},
    "facility": STAMP
    | {"id": FACILITY, "client_id": CLIENT, "code": "HT-1", "name": "", "kind": "term", "currency": "CNY"}
    | {"drawn_minor": 32_000_000_000, "status": "", "guarantor": "", "extra": "{}"},
    "ratingevent": STAMP
    | {"id": RATING, "client_id": CLIENT, "kind": "grade", "value": "AA", "effective_on": "2026-01-05"}
    | {"reason": "年审"},
    "collateral": STAMP
    | {"id": COLLATERAL, "client_id": CLIENT, "kind": "", "description": "厂房", "currency": "CNY"}
    | {"needs_insurance": 1},
    "document": STAMP
    | {"id": DOCUMENT, "client_id": CLIENT, "kind": "accounts", "title": "三季报", "due_on": "2026-10-31"},
    "signal": STAMP
    | {"id": SIGNAL, "client_id": CLIENT, "rule_id": "EW12", "rule_version": 1, "subject": DOCUMENT}
    | {"episode_no": 1, "severity": "yellow", "points": 5, "scope": "risk", "family": "EW12"}
    | {"state": "open", "first_seen_on": "2026-11-01", "last_seen_on": "2026-11-20", "hits": 3}
    | {
        "clean_runs": 0,
        "evidence": "{}",
        "plan_measure": "",
        "plan_note": "",
        "outcome": "",
        "closed_by": "",
    },
}


@pytest.fixture
def released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock) -> BookFile:
    """Return an encrypted book as the first release made it, with one row in every table that has changed."""
    return older_book(tmp_path / "old", monkeypatch, FIRST, ROWS)


def older_book(
    folder: Path, monkeypatch: pytest.MonkeyPatch, revision: str, rows: Mapping[str, dict[str, Any]]
) -> BookFile:
    """Return an encrypted book as a release with this schema made it, with these rows by table."""
    home = Home(folder)
    home.make()
    book = BookFile(home, home.vault.create(None))
    to_head = command.upgrade
    with monkeypatch.context() as older:
        older.setattr(command, "upgrade", lambda config, _head: to_head(config, revision))
        older.setattr(upgrade, "trigger_statements", lambda: ())
        upgrade.upgrade(book, int(revision), APPLICATION_ID)
    connection = book.connect()
    for table, row in rows.items():
        names = ", ".join(row)
        places = ", ".join(f":{name}" for name in row)
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", row)
    connection.commit()
    connection.close()
    return book


def test_every_row_stays_as_it_was(released: BookFile, clock: FixedClock) -> None:
    backup = migrate.ensure_schema(released, clock.now())
    assert backup is not None
    with released.reading() as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
        for table, row in ROWS.items():
            names = ", ".join(row)
            assert connection.execute(f"SELECT {names} FROM {table}").fetchall() == [tuple(row.values())], (
                table
            )


def test_the_book_goes_on_working(released: BookFile, clock: FixedClock) -> None:
    """Writing, the audit trail and an evaluation with today's rules work on what was migrated."""
    migrate.ensure_schema(released, clock.now())
    workspace = open_workspace(released.home, lambda: None, Settings(), clock)
    try:
        run = workspace.do(services.evaluate_book, workspace.rules).result
        assert run.clients == 1
        assert audited(workspace, "signal")
    finally:
        workspace.close()


def test_the_clients_are_found_again(released: BookFile, clock: FixedClock) -> None:
    """The search index is another one; it is filled with the migration."""
    migrate.ensure_schema(released, clock.now())
    workspace = open_workspace(released.home, lambda: None, Settings(), clock)
    try:
        for text in ("华能", "nengyuan", "ny", "007"):
            assert [found.id for found in workspace.ask(found_clients, text)] == [CLIENT], text
    finally:
        workspace.close()


def test_a_segment_of_the_second_release_is_a_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    """Its conditions and strategy are as they were, it selects, and order and columns are those of the list."""
    definition = parse_definition("region:华东 esg>=50")
    segment = STAMP | {
        "id": SEGMENT, "name": "华东", "note": "", "position": 0, "definition": json.dumps(as_json(definition)),
        "strategy": "成长", "cadence_days": 30, "services": "[]", "measures": "[]",
    }  # fmt: skip
    me, book_row, client = (ROWS[table] for table in ("accountmanager", "book", "client"))
    rows = {"accountmanager": me, "book": book_row, "client": client | {"region": "华东"}, "segment": segment}
    book = older_book(tmp_path / "second", monkeypatch, "0002", rows)
    migrate.ensure_schema(book, clock.now())
    workspace = open_workspace(book.home, lambda: None, Settings(), clock)
    try:
        workspace.do(services.evaluate_book, workspace.rules)
        (kept,) = workspace.ask(saved_segments)
        assert (kept.name, kept.definition, kept.view) == ("华东", definition, PLAIN)
        assert kept.strategy is not None and kept.strategy.cadence_days == 30
        assert workspace.ask(clients_of, kept.definition) == [CLIENT]
        assert workspace.ask(clients_within, Selection(kept.definition), [Key(CLIENT)]) == {CLIENT}
    finally:
        workspace.close()


def audited(workspace: Workspace, table: str) -> int:
    """Return how many changes of a table the audit trail holds."""
    return int(
        workspace.ask(
            lambda reader: reader.value("SELECT count(*) FROM audit_entry WHERE tab = :table", table=table)
        )
    )


REMINDER, VISIT, FEEDBACK = (f"{number:032x}" for number in range(8, 11))
THIRD = {
    "accountmanager": ROWS["accountmanager"],
    "book": ROWS["book"],
    "client": ROWS["client"],
    "visit": STAMP
    | {"id": VISIT, "client_id": CLIENT, "kind": "visit", "state": "planned", "all_day": 1, "place": ""}
    | {
        "planned_at": "2026-11-25 01:00:00.000000",
        "topic": "续授信",
        "summary": "",
        "effective": 0,
        "reason": "",
    }
    | {"manager_id": "m", "extra": "{}"},
    "feedback": STAMP
    | {"id": FEEDBACK, "client_id": CLIENT, "kind": "need", "text": "套保", "department": "金融市场部"}
    | {"heard_on": "2026-11-20", "state": "open"},
    "reminder": {"id": REMINDER, "occurrence_key": "visit:1:2:0", "client_id": CLIENT, "kind": "visit"}
    | {"subject_id": VISIT, "due_at": "2026-11-22 01:00:00.000000", "text_zh": "甲", "text_en": "a"}
    | {"state": "open", "fired_at": "2026-11-22 01:00:01.000000", "fired_by": "tui:1@x", "fire_no": 0},
    "inbox": {"id": 1, "reminder_id": REMINDER, "fire_no": 0, "created_at": "2026-11-22 01:00:01.000000"}
    | {"by": "tui:1@x"},
}


def test_a_told_reminder_of_the_third_release_is_told_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    """Its table takes more kinds; the rows, what refers to them and the index of what is due stay."""
    book = older_book(tmp_path / "third", monkeypatch, "0003", THIRD)
    migrate.ensure_schema(book, clock.now())
    with book.reading() as connection:
        for table, row in THIRD.items():
            found = connection.execute(f"SELECT {', '.join(row)} FROM {table}").fetchall()
            assert found == [tuple(row.values())], table
        partial = "SELECT sql FROM sqlite_schema WHERE name = 'ix_reminder_due'"
        assert "fired_at IS NULL" in connection.execute(partial).fetchone()[0]
    workspace = open_workspace(book.home, lambda: None, Settings(), clock)
    try:
        assert workspace.do(services.fire_due_reminders, "tui").result == []
        workspace.do(_change_kind, "birthday")
        with pytest.raises(dbapi2.IntegrityError):
            workspace.do(_change_kind, "nonsense")
    finally:
        workspace.close()


def _change_kind(uow: UnitOfWork, kind: str) -> None:
    uow.run("UPDATE reminder SET kind = :kind", kind=kind)
