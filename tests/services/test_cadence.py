"""A client's own contact interval: it needs a reason and an end, and it ends by itself."""

from datetime import date, timedelta

import pytest

from relmgr import services
from relmgr.clock import FixedClock
from relmgr.db.tables import Assignment, Client, Visit
from relmgr.db.work import UnitOfWork
from relmgr.domain.cadence import Lateness
from relmgr.domain.cadence_drafts import CadenceDraft
from relmgr.domain.values import Key, VisitState
from relmgr.errors import Invalid, Refused
from relmgr.queries.contact_due import contact_standing, contacts_due
from relmgr.queries.facts import book_facts
from relmgr.workspace import Workspace

TODAY = date(2026, 11, 23)
ONE, TWO = Key("1" * 32), Key("2" * 32)
REASON = "董事长换届，近期走动要勤"


@pytest.fixture
def seen(book: Workspace) -> Workspace:
    """Return a book with one client last seen 40 days ago and one never seen."""

    def fill(uow: UnitOfWork) -> None:
        for key, name in ((ONE, "甲"), (TWO, "乙")):
            uow.add(Client(id=key, name=name))
            uow.flush()
            uow.add(Assignment(client_id=key, manager_id=uow.manager_id, from_on=date(2020, 1, 1)))
        on = TODAY - timedelta(days=40)
        uow.add(Visit(client_id=ONE, state=VisitState.DONE, occurred_on=on, effective=True))
        idle = TODAY - timedelta(days=2)
        uow.add(Visit(client_id=ONE, state=VisitState.DONE, occurred_on=idle, effective=False))

    book.do(fill)
    return book


def draft(days: int = 30, until: date = TODAY + timedelta(days=30), reason: str = REASON) -> CadenceDraft:
    """Return a usable draft, changed in one place."""
    return CadenceDraft(ONE, days, until, reason)


def test_the_clock_runs_from_the_last_effective_contact(seen: Workspace) -> None:
    standing = seen.ask(contact_standing, ONE, seen.rules.cadence.matrix)
    assert standing.due.last_on == TODAY - timedelta(days=40)
    assert (standing.interval.days, standing.interval.driver) == (180, "tier")
    assert standing.due.due_on == TODAY + timedelta(days=140)


def test_an_own_interval_makes_the_client_late(seen: Workspace) -> None:
    """40 of 30 days are amber; of 25 days they are red."""
    matrix = seen.rules.cadence.matrix
    for days, state in ((40, Lateness.OK), (30, Lateness.YELLOW), (25, Lateness.ORANGE)):
        seen.do(services.set_cadence, draft(days))
        standing = seen.ask(contact_standing, ONE, matrix)
        assert (standing.interval.driver, standing.due.state) == ("own", state)
        assert standing.due.late_from == standing.due.due_on + timedelta(days=1)


def test_it_ends_by_itself(seen: Workspace, clock: FixedClock) -> None:
    """The verdict is due again on the day after its end, and does not know it any more then."""
    until = TODAY + timedelta(days=30)
    seen.do(services.set_cadence, draft(until=until))
    (facts, _) = seen.ask(book_facts, seen.rules)
    assert facts.number("own_cadence_days") == 30
    assert facts.wakes_on is not None and facts.wakes_on <= until + timedelta(days=1)
    (last, _) = seen.ask(book_facts, seen.rules, None, until)
    (after, _) = seen.ask(book_facts, seen.rules, None, until + timedelta(days=1))
    assert (last.number("own_cadence_days"), after.number("own_cadence_days")) == (30, None)


def test_a_whole_book_says_the_same_as_one_client(seen: Workspace) -> None:
    seen.do(services.set_cadence, draft())
    matrix = seen.rules.cadence.matrix
    found = seen.ask(contacts_due, [ONE, TWO], matrix)
    for key in (ONE, TWO):
        one = seen.ask(contact_standing, key, matrix)
        assert found[key] == (one.interval, one.due)
    assert found[TWO][1].state is Lateness.NEVER
    assert found[TWO][1].due_on == TODAY


def test_it_is_given_up_once(seen: Workspace) -> None:
    seen.do(services.set_cadence, draft())
    seen.do(services.clear_cadence, ONE)
    with pytest.raises(Refused):
        seen.do(services.clear_cadence, ONE)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"days": 0}, "days"),
        ({"days": 366}, "days"),
        ({"reason": "太短"}, "reason"),
        ({"until": TODAY}, "until"),
        ({"until": TODAY + timedelta(days=366)}, "until"),
    ],
)
def test_what_is_refused_names_its_field(seen: Workspace, changed: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        seen.do(services.set_cadence, draft(**changed))  # type: ignore[arg-type]
    assert refused.value.field == field
