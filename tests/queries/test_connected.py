"""Connected clients from rows: group, guarantee and group name, with path, standing and exposure by currency."""

from datetime import date
from typing import Any

import pytest

from relmgr.db.tables import Client, Facility, GroupEdge, GuarantorEdge, RatingEvent
from relmgr.db.work import UnitOfWork
from relmgr.domain.connected import TieKind
from relmgr.domain.facts import NA
from relmgr.domain.values import FacilityKind, Key
from relmgr.queries.connected import connected_clients
from relmgr.queries.facts import book_facts
from relmgr.rulebook.loader import load
from relmgr.workspace import Workspace

RULES = load()
A, B, C, D, E, LONE = (Key(letter * 32) for letter in "abcdef")


@pytest.fixture
def group(book: Workspace) -> Workspace:
    """Return a book in which A and B have one parent outside, B guarantees C, C and D share a group name."""

    def fill(uow: UnitOfWork) -> None:
        for key, name in zip((A, B, C, D, E, LONE), "甲乙丙丁戊己", strict=True):
            uow.add(Client(id=key, name=name, group_name="长江" if key in (C, D) else ""))
        uow.flush()
        uow.add(GroupEdge(client_id=A, parent_name="远洋控股"))
        uow.add(GroupEdge(client_id=B, parent_name="远洋控股"))
        uow.add(GroupEdge(client_id=E, parent_name="远洋控股", to_on=date(2026, 11, 22)))
        uow.add(GuarantorEdge(client_id=C, guarantor_id=B, guarantor_name="乙"))
        loans: list[dict[str, Any]] = [
            {"client_id": A, "drawn_minor": 100}, {"client_id": B, "drawn_minor": 40, "currency": "USD"},
            {"client_id": C, "drawn_minor": 7}, {"client_id": C, "drawn_minor": None},
            {"client_id": D, "drawn_minor": 5},
        ]  # fmt: skip
        for place, values in enumerate(loans):
            uow.add(Facility(code=f"F-{place}", kind=FacilityKind.TERM, arrears_on=uow.today, **values))
        uow.flush()
        for key, value in ((A, "normal"), (B, "normal"), (C, "normal"), (D, "substandard")):
            uow.add(RatingEvent(client_id=key, kind="class", value=value, effective_on=date(2026, 9, 1)))

    book.do(fill)
    return book


def test_everybody_who_hangs_together_is_found_by_the_shortest_path(group: Workspace) -> None:
    found = group.ask(connected_clients, A)
    assert [member.name for member in found.members] == ["乙", "丙", "丁"]
    assert found.members[2].path == (
        ("远洋控股", TieKind.GROUP), ("乙", TieKind.GROUP), ("丙", TieKind.GUARANTEE), ("长江", TieKind.NAME),
        ("丁", TieKind.NAME),
    )  # fmt: skip
    assert [member.npl for member in found.members] == [False, False, True]
    assert (found.exposure, found.unknown_amounts) == ({"CNY": 112, "USD": 40}, 1)


def test_a_tie_that_has_ended_no_longer_counts(group: Workspace) -> None:
    assert group.ask(connected_clients, E).members == ()
    assert "戊" in {m.name for m in group.ask(connected_clients, A, date(2026, 11, 22)).members}


def test_who_is_alone_has_only_itself(group: Workspace) -> None:
    found = group.ask(connected_clients, LONE)
    assert (found.members, found.exposure) == ((), {})


def test_the_group_is_a_fact_of_every_member_asked_for_alone_or_not(group: Workspace) -> None:
    everybody = {facts.client_id: facts for facts in group.ask(book_facts, RULES)}
    told = {key: everybody[key].facts["group_npl"].value for key in (A, B, C, D, E, LONE)}
    assert told == {A: True, B: True, C: True, D: False, E: NA, LONE: NA}
    assert everybody[C].facts["guarantor_default"].value is False
    for key in told:
        assert group.ask(book_facts, RULES, [key]) == [everybody[key]]
