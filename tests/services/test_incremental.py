"""Judging who is due leaves the same rows as judging everybody every day, whatever is edited in between."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from relmgr import services
from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.db.reader import Reader
from relmgr.db.work import UnitOfWork
from relmgr.domain.evaluation import Verdict, judge
from relmgr.domain.periods import month_on, month_text
from relmgr.domain.segment_grammar import parse_definition
from relmgr.domain.strategies import Strategy
from relmgr.domain.values import Key
from relmgr.errors import Refused
from relmgr.queries.facts import book_facts
from relmgr.queries.standing import Stored, standings
from relmgr.rulebook.loader import load
from relmgr.settings import Settings
from relmgr.workspace import Workspace
from tests.conftest import TODAY
from tests.services.random_book import RandomBook, put_edit, put_rows
from tests.services.stored_verdicts import difference, verdicts

LOADED = load()
RULES = replace(LOADED, warnings=replace(LOADED.warnings, trials=LOADED.warnings.early[::3]))
"""The rules with every third one on trial too, so that silent episodes are compared as well."""


@contextmanager
def opened(template: Path, folder: Path) -> Iterator[Workspace]:
    """Give a workspace on a copy of a book, with a clock of its own."""
    shutil.copytree(template, folder)
    settings = Settings()
    workspace = open_workspace(Home(folder), lambda: None, settings, FixedClock(TODAY, settings.zone))
    try:
        yield workspace
    finally:
        workspace.close()


def move(book: Workspace, days: int) -> None:
    clock = book.clock
    assert isinstance(clock, FixedClock)
    clock.move(timedelta(days))


def explained(reader: Reader, clients: list[Key] | None) -> dict[Key, Verdict]:
    """Return verdicts as an explanation of some clients, or all, makes them."""
    period = month_text(month_on(reader.today))
    stored = standings(reader, clients, period, RULES.scorecard.version)
    return {
        facts.client_id: judge(facts, RULES, (stored.get(facts.client_id) or Stored()).previous)
        for facts in book_facts(reader, RULES, clients)
    }


OPEN = "SELECT id FROM signal WHERE state IN ('open', 'acked', 'planned') AND NOT deleted ORDER BY id"
WAITING = """
SELECT id FROM tierchange WHERE state IN ('pending', 'postponed') AND NOT deleted
ORDER BY client_id, proposed_on, to_tier
"""


def answer(uow: UnitOfWork, what: str, place: int) -> None:
    """Do what a manager does about one of the open warnings or waiting tier changes, or take it back."""
    if what == "undo":
        if uow.read.value("SELECT 1 FROM action WHERE undoable AND undone_by IS NULL"):
            services.undo_last(uow)
        return
    keys = [Key(key) for key in uow.read.column(OPEN if what in ("resolve", "dismiss") else WAITING)]
    if not keys:
        return
    one = [keys[place % len(keys)]]
    if what == "resolve":
        services.resolve_signals(uow, one, "mitigated", "已落实")
    elif what == "dismiss":
        services.dismiss_signals(uow, one, "口径差异")
    elif what == "accept":
        services.accept_tier_changes(uow, one)
    elif what == "reject":
        services.reject_tier_changes(uow, one, "one_off")
    else:
        services.postpone_tier_changes(uow, one, uow.today + timedelta(3 + place % 20))


SEGMENTS = ("tier=A,B", "level=red,orange", "years>=1", "region=unknown", "project=yes", "state=active")


def prescribe(uow: UnitOfWork, place: int) -> None:
    """Make segments prescribe another contact interval, or none."""
    where = SEGMENTS[place % len(SEGMENTS)]
    known = uow.read.value("SELECT id FROM segment WHERE name = :name AND NOT deleted", name=where)
    key = Key(known) if known else services.save_segment(uow, where, parse_definition(where))
    uow.flush()
    services.set_strategy(uow, key, Strategy("走访", 10 + place) if place % 3 else None)


def live(template: Path, folder: Path, seed: int, days: int) -> None:
    """Lead two books through the same random days, one judged whole, the other by who is due."""
    random = Random(seed)
    made = RandomBook(random)
    rows = made.fill(clients=3, per_client=random.randrange(3, 12))
    with opened(template, folder / "whole") as whole, opened(template, folder / "due") as due:
        books = (whole, due)
        for book in books:
            book.do(put_rows, rows)
        for day in range(days):
            today = whole.clock.today()
            for _ in range(random.choice([0, 0, 0, 1, 2])):
                edit = made.edit(today)
                for book in books:
                    book.do(put_edit, *edit)
            if random.random() < 0.4:
                what = random.choice(["resolve", "dismiss", "accept", "reject", "postpone", "undo"])
                place = random.randrange(100)
                for book in books:
                    with suppress(Refused):
                        book.do(answer, what, place)
            if random.random() < 0.1:
                place = random.randrange(60)
                for book in books:
                    book.do(prescribe, place)
            whole.do(services.evaluate_book, RULES)
            assert whole.do(services.evaluate_book, RULES).result.written == 0
            due.do(services.evaluate_due, RULES)
            together = due.ask(explained, None)
            alone = [due.ask(explained, [key]) for key in together]
            assert {key: verdict for one in alone for key, verdict in one.items()} == together
            assert not difference(*(book.ask(verdicts) for book in books)), f"seed {seed}, day {day}, {today}"
            step = random.choice([1, 1, 1, 2, 5, 17])
            for book in books:
                move(book, step)


@pytest.mark.parametrize("seed", [0, 1, 2, 77, 302])
def test_who_is_due_and_everybody_get_the_same_rows(template: Path, tmp_path: Path, seed: int) -> None:
    live(template, tmp_path, seed, days=12)
