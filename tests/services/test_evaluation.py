"""Evaluation of real encrypted books: first tiers, proposals, caps, warnings and their second looks."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from relmgr import services
from relmgr.clock import FixedClock
from relmgr.db.tables import (
    Client,
    Collateral,
    Document,
    Facility,
    Metric,
    RatingEvent,
    Visit,
)
from relmgr.db.work import UnitOfWork
from relmgr.domain.episodes import EpisodeEvent
from relmgr.domain.periods import month_of, month_text
from relmgr.domain.review import MoveKind
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import (
    FacilityKind,
    Key,
    ReviewState,
    SignalState,
    Tier,
    Unit,
    VisitKind,
    VisitState,
)
from relmgr.errors import Refused
from relmgr.rulebook.loader import load
from relmgr.services.evaluation import EvaluationRun
from relmgr.workspace import Workspace

RULES: Rulebook = load()
CLIENT = Key("c" * 32)


@dataclass(frozen=True)
class Quality:
    """What the score is made of in these tests; RAROC in millionths."""

    raroc: int
    satisfaction: int
    esg: int


GOOD, POOR = Quality(240_000, 9, 90), Quality(30_000, 1, 5)


def add_client(uow: UnitOfWork, /, key: str = CLIENT, **values: Any) -> None:
    uow.add(Client(id=key, name="华南电力工程有限公司", **values))
    uow.flush()


def add_metric(uow: UnitOfWork, code: str, period: str, value: int, unit: Unit, revision: int = 0) -> None:
    uow.add(
        Metric(
            client_id=CLIENT,
            code=code,
            period=period,
            revision=revision,
            value=value,
            unit=unit,
            currency="CNY" if unit is Unit.MINOR else "",
            known_at=uow.now,
        )
    )


def set_quality(uow: UnitOfWork, quality: Quality, revision: int = 0) -> None:
    """Write a RAROC, grade, satisfaction and ESG rating as they are known today."""
    client = uow.get(Client, CLIENT)
    client.satisfaction, client.satisfaction_on, client.esg_score = (
        quality.satisfaction,
        uow.today,
        quality.esg,
    )
    uow.add(RatingEvent(client_id=CLIENT, kind="grade", value="AA", effective_on=uow.today))
    month = month_text(month_of(f"{uow.today:%Y-%m}") - 1)
    add_metric(uow, "raroc", month, quality.raroc, Unit.E6, revision)


def add_facility(uow: UnitOfWork, /, **values: Any) -> None:
    given: dict[str, Any] = {
        "id": "f" * 32,
        "client_id": CLIENT,
        "code": "F-1",
        "kind": FacilityKind.TERM,
        "limit_minor": 10_000_000_00,
        "drawn_minor": 8_000_000_00,
        "maturity_on": date(2029, 6, 30),
        "arrears_on": uow.today,
    }
    uow.add(Facility(**(given | values)))


def change_facility(uow: UnitOfWork, /, **values: Any) -> None:
    facility = uow.get(Facility, "f" * 32)
    for name, value in values.items():
        setattr(facility, name, value)


def log_contact(uow: UnitOfWork, on: date) -> None:
    uow.add(
        Visit(client_id=CLIENT, kind=VisitKind.VISIT, state=VisitState.DONE, occurred_on=on, effective=True)
    )


def run(book: Workspace) -> EvaluationRun:
    return book.do(services.evaluate_book, RULES).result


def signals(book: Workspace, rule: str) -> list[tuple[str, str, int, int]]:
    def question(reader: Any) -> list[Any]:
        return list(
            reader.records(
                "SELECT severity, state, hits, clean_runs FROM signal WHERE rule_id = :rule ORDER BY episode_no",
                rule=rule,
            )
        )

    return book.ask(question)


def changes(book: Workspace) -> list[tuple[Any, ...]]:
    def question(reader: Any) -> list[Any]:
        return list(
            reader.records(
                "SELECT from_tier, to_tier, state, reason_code FROM tierchange ORDER BY proposed_on, id"
            )
        )

    return book.ask(question)


def rows_written(book: Workspace) -> int:
    return int(book.ask(lambda reader: reader.value("SELECT count(*) FROM audit_entry")))


def test_empty_book_is_nothing_to_evaluate(book: Workspace) -> None:
    done = run(book)
    assert (done.clients, done.written, done.moves, done.signals) == (0, 0, (), ())


def test_client_without_data_is_unknown_and_gets_no_tier(book: Workspace) -> None:
    book.do(add_client)
    done = run(book)
    assert (done.clients, done.scored, done.moves, done.signals) == (1, 0, (), ())
    assert done.unknown > 0
    assert book.ask(lambda reader: reader.value("SELECT level FROM clientcache")) == "unknown"


def test_first_score_sets_the_tier_at_once(book: Workspace) -> None:
    book.do(add_client)
    book.do(set_quality, GOOD)
    done = run(book)
    assert [(move.kind, move.to_tier) for move in done.moves] == [(MoveKind.FIRST, Tier.A)]
    assert changes(book) == [(None, "A", "accepted", "first")]
    assert book.ask(lambda reader: reader.value("SELECT tier FROM clientcache")) == "A"


def test_second_run_of_a_day_writes_nothing(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client)
    book.do(set_quality, GOOD)
    book.do(add_facility, overdue_since=clock.today() - timedelta(days=45))
    book.do(log_contact, clock.today() - timedelta(days=70))
    assert run(book).written > 0
    before = rows_written(book)
    again = run(book)
    assert (again.written, again.moves, again.signals) == (0, (), ())
    assert rows_written(book) == before


def months_of(book: Workspace, clock: FixedClock, months: int) -> list[EvaluationRun]:
    done = []
    for _ in range(months):
        clock.move(timedelta(days=31))
        done.append(run(book))
    return done


def test_a_fall_is_proposed_after_confirmation_with_reasons_that_sum(
    book: Workspace, clock: FixedClock
) -> None:
    book.do(add_client)
    book.do(set_quality, GOOD)
    run(book)
    clock.move(timedelta(days=31))
    book.do(set_quality, POOR, 1)
    assert run(book).proposals == ()
    clock.move(timedelta(days=31))
    [move] = run(book).proposals
    assert (move.from_tier, move.to_tier) == (Tier.A, Tier.D)
    [(score0, score1, total)] = book.ask(
        lambda reader: reader.records(
            "SELECT score0_e6, score_e6, (SELECT sum(value ->> '$.points_e6') FROM json_each(reasons))"
            " FROM tierchange WHERE state = 'pending'"
        )
    )
    assert score1 - score0 == total
    assert months_of(book, clock, 1)[0].proposals == ()


def test_rejected_stays_rejected_for_its_days(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client)
    book.do(set_quality, GOOD)
    run(book)
    clock.move(timedelta(days=31))
    book.do(set_quality, POOR, 1)
    run(book)
    clock.move(timedelta(days=31))
    run(book)
    key = book.ask(lambda reader: reader.value("SELECT id FROM tierchange WHERE state = 'pending'"))
    book.do(services.reject_tier_changes, [key], "temporary", "旺季前的正常波动")
    runs = months_of(book, clock, 3)
    assert [len(done.proposals) for done in runs] == [0, 0, 1]


def test_proposal_is_withdrawn_when_the_model_changes_its_mind(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client)
    book.do(set_quality, GOOD)
    run(book)
    clock.move(timedelta(days=31))
    book.do(set_quality, POOR, 1)
    run(book)
    clock.move(timedelta(days=31))
    run(book)
    book.do(set_quality, GOOD, 2)
    months_of(book, clock, 5)
    assert [change[2] for change in changes(book)] == ["accepted", "superseded"]


def test_postponed_comes_back_on_its_day(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client)
    book.do(set_quality, GOOD)
    run(book)
    clock.move(timedelta(days=31))
    book.do(set_quality, POOR, 1)
    run(book)
    clock.move(timedelta(days=31))
    run(book)
    key = book.ask(lambda reader: reader.value("SELECT id FROM tierchange WHERE state = 'pending'"))
    book.do(services.postpone_tier_changes, [key], clock.today() + timedelta(days=40), "等年报")
    states = []
    for _ in range(2):
        months_of(book, clock, 1)
        states.append(
            book.ask(lambda reader: reader.value("SELECT state FROM tierchange WHERE id = :k", k=key))
        )
    assert states == [ReviewState.POSTPONED, ReviewState.PENDING]


def test_cap_acts_at_once_and_lifts_again(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client)
    book.do(set_quality, GOOD)
    book.do(add_facility)
    run(book)

    def classify(uow: UnitOfWork, value: str) -> None:
        uow.add(RatingEvent(client_id=CLIENT, kind="class", value=value, effective_on=uow.today))

    clock.move(timedelta(days=1))
    book.do(classify, "substandard")
    assert [(m.kind, m.to_tier) for m in run(book).moves] == [(MoveKind.CAP, Tier.D)]
    clock.move(timedelta(days=1))
    book.do(classify, "normal")
    kinds = []
    for _ in range(4):
        clock.move(timedelta(days=1))
        book.do(change_facility, arrears_on=clock.today())
        kinds += [(m.kind, m.to_tier) for m in run(book).moves]
    assert kinds == [(MoveKind.CAP, Tier.C), (MoveKind.CAP_LIFTED, Tier.A)]


def test_overdue_opens_rises_and_clears_on_new_data_only(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client)
    book.do(add_facility, overdue_since=clock.today() - timedelta(days=29))
    opened = run(book)
    assert [s.rule_id for s in opened.of(EpisodeEvent.OPENED)] == ["EW01"]
    clock.move(timedelta(days=5))
    assert [s.rule_id for s in run(book).of(EpisodeEvent.OPENED)] == ["EW02"]
    book.do(change_facility, overdue_since=None, arrears_on=clock.today())
    for _ in range(5):
        clock.move(timedelta(days=1))
        assert run(book).of(EpisodeEvent.CLEARED) == ()
    cleared: list[str] = []
    for _ in range(3):
        clock.move(timedelta(days=1))
        book.do(change_facility, arrears_on=clock.today())
        cleared += [s.rule_id for s in run(book).of(EpisodeEvent.CLEARED)]
    assert sorted(cleared) == ["EW01", "EW02"]


def test_unreported_arrears_are_unknown_not_clean(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client)
    book.do(add_facility, overdue_since=clock.today() - timedelta(days=29))
    run(book)
    clock.move(timedelta(days=60))
    run(book)
    assert signals(book, "EW01") == [("yellow", "open", 1, 0)]


def test_dismissed_stays_closed_until_it_gets_worse(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client)
    book.do(log_contact, clock.today() - timedelta(days=200))
    run(book)
    key = book.ask(lambda reader: reader.value("SELECT id FROM signal WHERE rule_id = 'EW29'"))
    assert signals(book, "EW29")[0][0] == "yellow"
    book.do(services.dismiss_signals, [key], "客户要求暂停走访")
    clock.move(timedelta(days=1))
    assert run(book).signals == ()
    clock.move(timedelta(days=80))
    [line] = run(book).signals
    assert (line.rule_id, line.event) == ("EW29", EpisodeEvent.RECURRED)
    assert signals(book, "EW29") == [("orange", "open", 2, 0)]


def test_acknowledged_is_the_same_episode(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client)
    book.do(log_contact, clock.today() - timedelta(days=200))
    run(book)
    key = book.ask(lambda reader: reader.value("SELECT id FROM signal"))
    book.do(services.acknowledge_signals, [key])
    clock.move(timedelta(days=1))
    assert run(book).signals == ()
    assert signals(book, "EW29") == [("yellow", SignalState.ACKED, 1, 0)]


def test_due_day_follows_working_days(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client)
    book.do(add_facility, overdue_since=clock.today() - timedelta(days=45))
    run(book)
    due = dict(book.ask(lambda reader: reader.records("SELECT rule_id, due_on FROM signal")))
    assert due == {"EW01": "2026-12-07", "EW02": "2026-11-26"}


def test_diary_rules_look_at_documents_and_collateral(book: Workspace, clock: FixedClock) -> None:
    def diary(uow: UnitOfWork) -> None:
        uow.add(Document(client_id=CLIENT, kind="certificate", title="Q3", due_on=uow.today - timedelta(20)))
        uow.add(Document(client_id=CLIENT, kind="accounts", title="年报", due_on=uow.today + timedelta(20)))
        uow.add(
            Collateral(
                client_id=CLIENT,
                kind="厂房",
                valued_on=uow.today - timedelta(30),
                insured_until=uow.today - timedelta(1),
            )
        )

    book.do(add_client)
    book.do(diary)
    found = {(line.rule_id, line.severity.value) for line in run(book).signals}
    assert found == {("EW12", "orange"), ("EW28", "orange")}


def test_only_named_clients_are_evaluated_with_the_same_verdict(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client)
    book.do(add_client, "d" * 32)
    book.do(add_facility, overdue_since=clock.today() - timedelta(days=45))
    some = book.do(services.evaluate_book, RULES, [CLIENT]).result
    assert some.clients == 1
    rest = run(book)
    assert (rest.clients, rest.signals) == (2, ())


def test_the_past_is_not_rewritten(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client)
    run(book)
    clock.move(timedelta(days=-1))
    with pytest.raises(Refused, match="2026-11-23"):
        run(book)


def test_statements_do_not_grow_with_the_book(book: Workspace) -> None:
    def count(uow: UnitOfWork) -> int:
        before = len(uow.read.statements)
        services.evaluate_book(uow, RULES)
        return len(uow.read.statements) - before

    book.do(add_client)
    one = book.do(count).result
    for number in range(20):
        book.do(add_client, f"{number:032x}")
    assert book.do(count).result == one


def test_monthly_rows_are_one_per_client_and_month(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client)
    for _ in range(3):
        run(book)
        clock.move(timedelta(days=10))
    assert book.ask(lambda reader: reader.value("SELECT count(*) FROM evaluation")) == 2
