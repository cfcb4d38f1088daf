"""Unknown is said, never painted green: the warnings tab names the rules without an answer and what they miss."""

from datetime import date

from relmgr.app import RelmgrApp
from relmgr.db.tables import Assignment, Client, Facility
from relmgr.db.work import UnitOfWork
from relmgr.domain.values import Key
from relmgr.workspace import Workspace
from tests.screens.shown import settle, text_of

TODAY = date(2026, 11, 23)


def fill(uow: UnitOfWork) -> Key:
    """Write a client of whom next to nothing is known."""
    client = uow.add(Client(name="[/x] 未知", code="C"))
    uow.flush()
    uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=TODAY))
    for code in ("F1", "F2"):
        uow.add(Facility(client_id=client.id, code=code, drawn_minor=100, maturity_on=date(2030, 1, 1)))
    return Key(client.id)


async def test_rules_without_an_answer_say_what_they_miss(book: Workspace) -> None:
    """Two facilities of unknown arrears are one line; a satisfaction nobody asked for is another."""
    client = book.do(fill).result
    app = RelmgrApp(book, start="clients")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await app.open_client(client)
        await settle(pilot)
        await pilot.press(*["right_square_bracket"] * 5)
        await app.workers.wait_for_complete()
        await settle(pilot)
        shown = text_of(app)
    assert "EW01 发生逾期 (2 项)" in shown
    assert "缺 逾期天数" in shown
    assert "EW20 存款、结算或还款下降" in shown
