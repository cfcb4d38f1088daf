"""The migration matrix from stored tier changes and evaluations, and who has left."""

from datetime import date

from relmgr.db.tables import Client, Evaluation, TierChange
from relmgr.db.work import UnitOfWork
from relmgr.domain.values import ClientState, ReviewState
from relmgr.queries.migration import TierKind, tier_migration
from relmgr.workspace import Workspace

JUNE, NOVEMBER = date(2026, 6, 30), date(2026, 11, 23)
STORIES = {
    "a": [("A", date(2026, 3, 1))],
    "b": [("A", date(2026, 3, 1)), ("B", date(2026, 8, 1))],
    "c": [("C", date(2026, 3, 1)), ("B", date(2026, 7, 1)), ("A", date(2026, 12, 1))],
    "d": [("D", date(2026, 9, 1))],
    "e": [("B", date(2026, 3, 1)), ("", date(2026, 9, 1))],
    "x": [("B", date(2026, 3, 1))],
}


def fill(uow: UnitOfWork) -> None:
    """Write clients with the days on which their published tier changed; x left after August."""
    for name, story in STORIES.items():
        state = ClientState.LOST if name == "x" else ClientState.ACTIVE
        uow.add(Client(id=name * 32, name=name, state=state))
        uow.flush()
        for tier, on in story:
            uow.add(
                TierChange(
                    client_id=name * 32, to_tier=tier, proposed_on=on, decided_on=on, decided_at=uow.now,
                    period=f"{on:%Y-%m}", state=ReviewState.ACCEPTED,
                )
            )  # fmt: skip
        for month, model in ((6, "B"), (8, "C"), *([] if name == "x" else [(11, "C")])):
            uow.add(
                Evaluation(
                    client_id=name * 32, period=f"2026-{month:02}", as_of=date(2026, month, 20),
                    model_version="1", model_tier=model,
                )
            )  # fmt: skip


def test_published_tiers_between_two_days(book: Workspace) -> None:
    book.do(fill)
    found = book.ask(tier_migration, JUNE, NOVEMBER)
    assert found.counts == {"A": {"A": 1, "B": 1}, "B": {"X": 1}, "C": {"B": 1}}
    assert (found.up, found.down, found.unrated) == (1, 1, 2)
    assert found.mobility == 0.75
    assert not found.shows_shares("A")


def test_the_same_day_moves_nobody(book: Workspace) -> None:
    book.do(fill)
    found = book.ask(tier_migration, JUNE, JUNE)
    assert found.mobility == 0
    assert found.counts["B"] == {"B": 2}


def test_the_tier_of_the_model(book: Workspace) -> None:
    book.do(fill)
    found = book.ask(tier_migration, JUNE, NOVEMBER, TierKind.MODEL)
    assert found.counts == {"B": {"C": 5, "X": 1}}
    assert (found.up, found.down) == (0, 5)


def test_an_empty_book_has_no_matrix(book: Workspace) -> None:
    found = book.ask(tier_migration, JUNE, NOVEMBER)
    assert (found.counts, found.mobility) == ({}, None)
