"""Makes a demo book ready to be shown: composed, filled, and lived through by a fictitious manager.

Nothing about tiers and warnings is typed: the evaluation runs at the last month ends and today, and in
between the manager acknowledges, plans, resolves and decides through the ordinary use cases.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from relmgr import i18n, services
from relmgr.bootstrap import NewBook, create_workspace
from relmgr.clock import Clock, FixedClock
from relmgr.db.book import Home
from relmgr.db.work import UnitOfWork, WriteDesk
from relmgr.domain.periods import month_end, month_on
from relmgr.domain.rules import Rulebook
from relmgr.settings import Settings
from relmgr.words import Words
from relmgr.workspace import Workspace

MANAGER: Final = Words("演示经理", "Demo Manager")
SIZE: Final = 40
"""Clients of the demo book that has a history; a larger one is there to be measured."""

JUDGED_SIZE: Final = 300
"""A larger book is not evaluated when it is made."""

MONTHS: Final = 8
"""Month ends at which the book is evaluated before today."""

RECENT: Final = timedelta(days=5)
"""The evaluation before today's, so that not everything is new today."""

DESK_DELAY: Final = timedelta(days=2)
"""So long after the evaluation the manager sits down to answer it."""

OVERRIDE_AT: Final = 1
"""The month end after which a tier is overridden for a time that has run out since."""

OVERRIDE_DAYS: Final = 60

LIVED: Final = Words("演示历史 {on}", "demo history {on}")


def make_demo(
    home: Home, settings: Settings, clock: Clock, size: int = SIZE, months: int | None = None
) -> Workspace:
    """Return a workspace on a new demo book without a passphrase, in which nothing can be undone.

    `months` is the length of the monthly history (see `fill_demo_book`). Up to 40 clients have a history of
    tiers and warnings, up to 300 are evaluated as of today. Raises Refused when there is a book already.
    """
    new = NewBook(i18n.say(MANAGER), is_demo=True)
    workspace = create_workspace(home, new, None, settings, clock)
    workspace.do(services.fill_demo_book, size, months=months)
    if size <= JUDGED_SIZE:
        _live(workspace, workspace.rules, tuple(_past(clock.today())) if size <= SIZE else ())
    return workspace


@dataclass(frozen=True, slots=True)
class _Step:
    """One evaluation and the day it is answered on; a late one leaves work for the visitor."""

    judged: date
    answered: date
    is_late: bool


def _past(today: date) -> Iterator[_Step]:
    """Yield the past of a demo book: month ends, then a day of this month."""
    this_month = month_on(today)
    for month in range(this_month - MONTHS, this_month):
        end = month_end(month)
        yield _Step(end, min(end + DESK_DELAY, today), month == this_month - 1)
    recent = today - RECENT
    if month_on(recent - DESK_DELAY) == this_month:
        yield _Step(recent, recent + DESK_DELAY, is_late=True)


def _live(workspace: Workspace, rules: Rulebook, past: Sequence[_Step]) -> None:
    """Evaluate and answer step after step up to today; lists and reminders follow once, at the end."""
    desk = WriteDesk(workspace.book, _nothing_derived)
    clock, judge = workspace.clock, partial(_judge, rules=rules)
    for place, step in enumerate(past):
        _act(workspace, desk, FixedClock(step.judged, clock.zone), judge)
        _act(
            workspace,
            desk,
            FixedClock(step.answered, clock.zone),
            partial(services.answer_demo_verdicts, policy=rules.warnings.watch_list, is_late=step.is_late),
        )
        if place == OVERRIDE_AT:
            override = partial(services.override_demo_tier, rules=rules, days=OVERRIDE_DAYS)
            _act(workspace, desk, FixedClock(step.answered, clock.zone), override)
    _act(workspace, desk, clock, judge)
    if past:
        _act(workspace, desk, clock, services.begin_demo_day)
        _act(workspace, desk, clock, partial(services.override_demo_tier, rules=rules, days=OVERRIDE_DAYS))
    desk.close()
    workspace.do(_follow)


def _nothing_derived(_uow: UnitOfWork, _clients: Sequence[str]) -> None:
    """Derive nothing: reminders as of a past day would be thrown away at once."""


def _act(workspace: Workspace, desk: WriteDesk, clock: Clock, step: Callable[[UnitOfWork], None]) -> None:
    """Carry out one step at the time of `clock`, unaudited and not to be undone."""
    me = workspace.me
    with desk.open(
        "demo_history",
        now=clock.now(),
        today=clock.today(),
        zone=clock.zone,
        actor=me.manager_name,
        manager_id=me.manager_id,
        book_id=me.book_id,
    ) as uow:
        with uow.unaudited():
            step(uow)
        uow.label(LIVED.fill(on=clock.today()), undoable=False)


def _judge(uow: UnitOfWork, rules: Rulebook) -> None:
    """Evaluate the book with the arrears as they were reported that day."""
    uow.run("UPDATE facility SET arrears_on = :day WHERE signed_on <= :day", day=uow.today)
    services.evaluate_book(uow, rules)


def _follow(uow: UnitOfWork) -> None:
    """Rebuild what follows from the history: list rows and the reminders of today."""
    uow.refresh_all(uow.read.column("SELECT id FROM client"))
    with uow.unaudited():
        services.tell_past_demo_reminders(uow)
    uow.label(LIVED.fill(on=uow.today), undoable=False)
