"""Facts of a whole book: the same for one client as for all, only what was known on the day, few statements."""

from datetime import UTC, date, datetime, timedelta

import pytest

from relmgr.db.reader import Reader
from relmgr.db.tables import Client, Collateral, Document, Facility, Metric, RatingEvent, Visit
from relmgr.db.work import UnitOfWork
from relmgr.domain.facts import Facts
from relmgr.domain.values import ClientState, FacilityKind, Key, Unit, VisitKind, VisitState
from relmgr.queries.facts import book_facts
from relmgr.rulebook.loader import load
from relmgr.workspace import Workspace

RULES = load()
ONE, TWO, LOST = (Key(letter * 32) for letter in "abc")
DAY = date(2026, 11, 23)


def metric(client: str, code: str, period: str, value: int, revision: int = 0, known: date = DAY) -> Metric:
    return Metric(
        client_id=client,
        code=code,
        period=period,
        value=value,
        unit=Unit.MINOR,
        currency="CNY",
        revision=revision,
        known_at=datetime(known.year, known.month, known.day, tzinfo=UTC),
    )


@pytest.fixture
def filled(book: Workspace) -> Workspace:
    def fill(uow: UnitOfWork) -> None:
        uow.add(Client(id=ONE, name="甲", satisfaction=8, satisfaction_on=date(2026, 11, 1), esg_score=70))
        uow.add(Client(id=TWO, name="乙", is_project=True, phase="construction", cadence_days=45))
        uow.add(Client(id=LOST, name="丙", state=ClientState.LOST))
        uow.flush()
        for key in (ONE, TWO):
            uow.add(
                Facility(
                    client_id=key,
                    code=key[:4],
                    kind=FacilityKind.TERM,
                    drawn_minor=5,
                    signed_on=date(2025, 1, 1),
                    arrears_on=date(2026, 11, 20),
                    overdue_since=date(2026, 11, 10),
                    maturity_on=date(2027, 1, 1),
                )
            )
            uow.add(RatingEvent(client_id=key, kind="grade", value="A", effective_on=date(2025, 1, 1)))
            uow.add(RatingEvent(client_id=key, kind="grade", value="BBB", effective_on=date(2026, 10, 1)))
            uow.add(RatingEvent(client_id=key, kind="class", value="normal", effective_on=date(2026, 10, 1)))
            uow.add(RatingEvent(client_id=key, kind="class", value="perfect", effective_on=date(2026, 10, 2)))
            uow.add(Document(client_id=key, kind="certificate", due_on=date(2026, 11, 1), received_on=DAY))
            uow.add(Collateral(client_id=key, kind="厂房", valued_on=date(2026, 1, 1)))
            uow.add(
                Visit(
                    client_id=key,
                    kind=VisitKind.CALL,
                    state=VisitState.DONE,
                    occurred_on=date(2026, 11, 5),
                    effective=True,
                )
            )
        uow.add(metric(ONE, "equity", "2025", 10, known=date(2026, 4, 1)))
        uow.add(metric(ONE, "assets", "2025", 100, known=date(2026, 4, 1)))
        uow.add(metric(ONE, "equity", "2025", 4, revision=1, known=date(2026, 8, 1)))
        uow.add(metric(ONE, "equity", "2026", 90))
        uow.add(metric(ONE, "assets", "2026", 100))

    book.do(fill)
    return book


def facts_on(book: Workspace, day: date, clients: list[Key] | None = None) -> dict[str, Facts]:
    return {f.client_id: f for f in book.ask(book_facts, RULES, clients, day)}


def test_lost_clients_are_left_out_and_phases_belong_to_projects(filled: Workspace) -> None:
    found = facts_on(filled, DAY)
    assert found.keys() == {ONE, TWO}
    assert found[TWO].text("phase") == "construction"
    assert found[TWO].number("own_cadence_days") == 45


def test_one_client_alone_has_the_facts_of_the_whole_book(filled: Workspace) -> None:
    everybody = facts_on(filled, DAY)
    for key in (ONE, TWO):
        assert facts_on(filled, DAY, [key]) == {key: everybody[key]}


def test_a_correction_counts_from_the_day_it_is_known(filled: Workspace) -> None:
    assert facts_on(filled, DAY)[ONE].number("equity_to_assets") == 0.04
    assert facts_on(filled, date(2026, 7, 31))[ONE].number("equity_to_assets") == 0.10
    assert facts_on(filled, date(2026, 3, 31))[ONE].number("equity_to_assets") is None


def test_figures_of_a_year_that_has_not_ended_are_not_accounts(filled: Workspace) -> None:
    fact = facts_on(filled, DAY)[ONE].facts["equity_to_assets"]
    assert fact.as_of == date(2025, 12, 31)


def test_nothing_of_later_days_is_seen(filled: Workspace) -> None:
    known = facts_on(filled, date(2026, 9, 30))[ONE]
    assert "days_since_contact" not in known.facts
    assert "asset_class" not in known.facts
    assert "satisfaction" not in known.facts
    kinds = {subject.kind.value: subject for subject in known.subjects}
    assert "dpd" not in kinds["facility"].facts
    assert kinds["document"].facts["days_late"].value == -32
    late = {s.kind.value: s for s in facts_on(filled, DAY - timedelta(1))[ONE].subjects}
    assert late["document"].facts["days_late"].value == 21
    assert {s.kind.value: s for s in facts_on(filled, DAY)[ONE].subjects}["document"].facts[
        "days_late"
    ].value == 0


def test_what_is_dated_later_says_when_it_begins_to_count(filled: Workspace) -> None:
    def fill(uow: UnitOfWork) -> None:
        later = date(2026, 12, 20)
        uow.add(RatingEvent(client_id=ONE, kind="grade", value="B", effective_on=later))
        uow.add(metric(TWO, "revenue", "2025", 90, known=date(2026, 11, 30)))
        uow.add(metric(TWO, "avg_loans", "2026-12", 90))

    filled.do(fill)
    found = facts_on(filled, DAY)
    assert (found[ONE].wakes_on, found[TWO].wakes_on) == (date(2026, 12, 20), date(2026, 11, 30))
    assert facts_on(filled, date(2026, 12, 1))[TWO].wakes_on == date(2026, 12, 31)
    assert facts_on(filled, date(2026, 12, 31))[TWO].wakes_on is None
    assert facts_on(filled, date(2026, 12, 20))[ONE].number("rating_notches") is not None


def test_a_class_nobody_knows_is_not_a_class(filled: Workspace) -> None:
    assert facts_on(filled, DAY)[ONE].text("asset_class") == "normal"


def test_a_book_of_any_size_takes_the_same_statements(filled: Workspace) -> None:
    def count(reader: Reader, clients: list[Key] | None) -> int:
        before = len(reader.statements)
        book_facts(reader, RULES, clients)
        return len(reader.statements) - before

    assert filled.ask(count, [ONE]) == filled.ask(count, [ONE, TWO])
    assert filled.ask(count, None) <= 21
