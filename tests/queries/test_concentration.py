"""Concentration: by currency, by name, from one statement a kind; a client without a group is its own."""

import pytest

from relmgr.db.tables import Assignment, Client, Facility
from relmgr.db.work import UnitOfWork
from relmgr.domain.segment_grammar import parse_definition
from relmgr.queries.concentration import NAMES, concentration_by, concentrations
from relmgr.workspace import Workspace

BOOK = (
    ("甲", "集团一", "电力", "CNY", 50),
    ("乙", "集团一", "电力", "CNY", 20),
    ("丙", "", "物流", "CNY", 30),
    ("丁", "", "", "USD", 70),
    ("戊", "", "电力", "CNY", None),
)


def _fill(uow: UnitOfWork) -> None:
    for number, (name, group, industry, currency, minor) in enumerate(BOOK, start=1):
        client = uow.add(Client(id=f"{number:032x}", name=name, group_name=group, industry=industry))
        uow.flush()
        uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=uow.today))
        uow.add(Facility(client_id=client.id, currency=currency, drawn_minor=minor))


def test_shares_and_index_of_single_names(book: Workspace) -> None:
    """50, 30 and 20 of 100: 50 squared plus 30 squared plus 20 squared is 3,800; unknown exposure is left out."""
    book.do(_fill)
    yuan, dollars = book.ask(concentration_by, "client")
    assert (yuan.currency, yuan.names, yuan.total_minor, yuan.largest_minor) == ("CNY", 3, 100, 50)
    assert (yuan.name, yuan.is_client, yuan.hhi) == ("甲", True, 3_800)
    assert (dollars.currency, dollars.hhi, dollars.ten_minor) == ("USD", 10_000, 70)


def test_a_group_is_one_name(book: Workspace) -> None:
    """70 and 30: 5,800; the client without a group stands by itself."""
    book.do(_fill)
    group = book.ask(concentration_by, "group")[0]
    assert (group.name, group.key, group.is_client, group.hhi) == ("集团一", "集团一", False, 5_800)
    small = book.ask(concentration_by, "group", parse_definition("industry=物流"))[0]
    assert (small.name, small.is_client) == ("丙", True)


def test_an_unknown_industry_is_a_name_of_its_own(book: Workspace) -> None:
    """Not dropped, and not somebody else's."""
    book.do(_fill)
    dollars = book.ask(concentration_by, "industry")[1]
    assert (dollars.key, dollars.name, dollars.total_minor) == ("", None, 70)


@pytest.mark.parametrize("kind", NAMES)
def test_one_statement_a_kind(book: Workspace, kind: str) -> None:
    """Whatever the number of names."""
    book.do(_fill)
    assert book.ask(lambda reader: (concentration_by(reader, kind), len(reader.statements))[1]) == 1
    found = book.ask(concentrations)
    assert [one.currency for one in found] == ["CNY"] * 4 + ["USD"] * 4
