"""The maturity diary of the calendar: what falls due, by window and currency, on any day."""

from datetime import date, timedelta

from relmgr.app import RelmgrApp
from relmgr.db.tables import Assignment, Client, Facility
from relmgr.db.work import UnitOfWork
from relmgr.workspace import Workspace
from tests.screens.shown import settle, text_of

TODAY = date(2026, 11, 23)


def fill(uow: UnitOfWork) -> None:
    """Write facilities that mature at the edges of the windows, one of them paid back."""
    client = uow.add(Client(name="[/x] 招商", code="C"))
    uow.flush()
    uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=TODAY))
    edges = ((0, "CNY", 1), (90, "USD", 2), (91, "CNY", 3), (365, "CNY", 4), (366, "CNY", 5))
    for days, currency, drawn in edges:
        uow.add(
            Facility(
                client_id=client.id,
                code=f"F{days}",
                currency=currency,
                drawn_minor=drawn * 10_000_000_00,
                maturity_on=TODAY + timedelta(days=days),
            )
        )
    uow.add(Facility(client_id=client.id, code="PAID", currency="CNY", drawn_minor=0, maturity_on=TODAY))


async def test_windows_include_their_last_day_and_sum_by_currency(book: Workspace) -> None:
    """Day 90 belongs to the first window, day 366 to none, and a facility without a balance is not listed."""
    book.do(fill)
    app = RelmgrApp(book, start="calendar")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("right_square_bracket", "right_square_bracket")
        await settle(pilot)
        shown = text_of(app)
    assert "第 0-90 天 2 笔  1,000万  USD 2,000万" in shown
    assert "第 91-180 天 1 笔  3,000万" in shown
    assert "第 181-365 天 1 笔  4,000万" in shown
    assert "[/x] 招商" in shown
    assert "F366" not in shown
    assert "PAID" not in shown
