"""Segments are written in one undoable step each, and shorten the contact interval of their members."""

from datetime import timedelta

import pytest

from relmgr import services
from relmgr.db.tables import Assignment, Client, Facility, Visit
from relmgr.db.work import UnitOfWork
from relmgr.domain.evaluation import judge
from relmgr.domain.segment_grammar import parse_definition, spell_definition
from relmgr.domain.strategies import Strategy
from relmgr.domain.values import Key, VisitKind, VisitState
from relmgr.errors import Invalid
from relmgr.queries.facts import book_facts
from relmgr.queries.segments import client_served, saved_segments
from relmgr.rulebook.loader import load
from relmgr.workspace import Workspace

RULES = load()


def _save(book: Workspace, name: str, text: str) -> Key:
    return book.do(services.save_segment, name, parse_definition(text)).result


def _names(book: Workspace) -> list[str]:
    return [segment.name for segment in book.ask(saved_segments)]


def test_a_segment_is_saved_renamed_moved_and_deleted(book: Workspace) -> None:
    """Each step is undone by itself."""
    first, second = _save(book, "华东", "region=华东"), _save(book, "重点", "tier=A")
    assert _names(book) == ["华东", "重点"]
    book.do(services.move_segment, second, 1)
    assert _names(book) == ["重点", "华东"]
    book.do(services.rename_segment, first, " 华东  客户 ")
    assert _names(book) == ["重点", "华东 客户"]
    book.do(services.delete_segment, second)
    assert _names(book) == ["华东 客户"]
    for expected in (["重点", "华东 客户"], ["重点", "华东"], ["华东", "重点"], ["华东"]):
        book.do(services.undo_last)
        assert _names(book) == expected


def test_saving_under_a_known_name_changes_its_conditions(book: Workspace) -> None:
    """The place stays; undo brings the conditions back."""
    key = _save(book, "华东", "region=华东")
    assert _save(book, "华东", "region=华东 tier=A") == key
    assert spell_definition(book.ask(saved_segments)[0].definition) == "region=华东 tier=A"
    book.do(services.undo_last)
    assert spell_definition(book.ask(saved_segments)[0].definition) == "region=华东"


@pytest.mark.parametrize("name", ["", "  ", "12", "x" * 121])
def test_a_name_that_cannot_be_used_is_refused(book: Workspace, name: str) -> None:
    """Blank, digits alone (they are places), too long."""
    with pytest.raises(Invalid):
        _save(book, name, "tier=A")


def test_names_are_given_once_and_conditions_are_needed(book: Workspace) -> None:
    """Another segment's name and an empty definition are refused."""
    _save(book, "甲", "tier=A")
    other = _save(book, "乙", "tier=B")
    with pytest.raises(Invalid):
        book.do(services.rename_segment, other, "甲")
    with pytest.raises(Invalid):
        _save(book, "丙", "")


def test_a_strategy_is_given_and_taken(book: Workspace) -> None:
    """With its interval, services and measures."""
    key = _save(book, "重点", "tier=A")
    strategy = Strategy("战略 | Strategic", 30, ("培训",), ("月检",))
    book.do(services.set_strategy, key, strategy)
    assert book.ask(saved_segments)[0].strategy == strategy
    book.do(services.set_strategy, key, None)
    assert book.ask(saved_segments)[0].strategy is None
    book.do(services.undo_last)
    assert book.ask(saved_segments)[0].strategy == strategy


def _fill(uow: UnitOfWork) -> None:
    for number, region in enumerate(("华东", "华北"), start=1):
        client = uow.add(Client(id=f"{number:032x}", name=region, region=region))
        uow.flush()
        uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=uow.today))


def test_a_strategy_shortens_the_interval_of_its_members(book: Workspace) -> None:
    """The verdict names the driver; an unrated client of the other region keeps the interval of the tier."""
    book.do(_fill)
    key = _save(book, "华东", "region=华东 tier=unknown")
    book.do(services.set_strategy, key, Strategy("维护", 20))
    cadences = [judge(facts, RULES).cadence for facts in book.ask(book_facts, RULES)]
    assert [(cadence.days, cadence.driver) for cadence in cadences] == [(20, "segment"), (180, "tier")]
    book.do(services.set_strategy, key, Strategy("维护", 400))
    assert judge(book.ask(book_facts, RULES)[0], RULES).cadence.driver == "tier"


def _overdue(uow: UnitOfWork) -> None:
    _fill(uow)
    key = f"{1:032x}"
    long_ago = uow.today - timedelta(days=120)
    uow.add(
        Facility(client_id=key, currency="CNY", drawn_minor=100, arrears_on=uow.today, overdue_since=long_ago)
    )
    uow.add(
        Visit(client_id=key, kind=VisitKind.VISIT, state=VisitState.DONE, effective=True,
              occurred_on=uow.today - timedelta(days=10))
    )  # fmt: skip


def test_a_strategy_for_a_level_is_settled_in_the_run_that_finds_the_level(book: Workspace) -> None:
    """The first run raises the level, applies the strategy and finds the contact late; a second writes nothing."""
    book.do(_overdue)
    for level, days in (("red", 5), ("orange", 5)):
        key = _save(book, level, f"level={level}")
        book.do(services.set_strategy, key, Strategy(level, days))
    run = book.do(services.evaluate_book, RULES).result
    rules = {line.rule_id for line in run.signals}
    assert "EW29" in rules
    assert book.ask(client_served, Key(f"{1:032x}")).applied.days == 5
    assert book.do(services.evaluate_book, RULES).result.written == 0


def test_members_are_due_when_a_segment_changes(book: Workspace) -> None:
    """Whoever a changed segment could be about is judged again."""
    book.do(_fill)
    book.do(services.evaluate_book, RULES)
    book.do(_save_and_give)
    due = "SELECT count(*) FROM clientdue WHERE due_on <= coalesce(judged_on, :today)"
    assert book.ask(lambda reader: reader.value(due, today=reader.today)) == 2


def _save_and_give(uow: UnitOfWork) -> None:
    from relmgr.services.segments import save_segment, set_strategy

    set_strategy(uow, save_segment(uow, "华东", parse_definition("region=华东")), Strategy("维护", 20))
