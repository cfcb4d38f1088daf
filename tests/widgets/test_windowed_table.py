"""The table's laws: only visible rows are fetched, the cursor is a key, marks are keys."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.strip import Strip

from relmgr.domain.orders import Keys, Order
from relmgr.domain.values import Key
from relmgr.widgets.columns import Column, column_at, heading, place, spans
from relmgr.widgets.row_window import KEPT, PAGE, RowWindow
from relmgr.widgets.windowed_table import WindowedTable
from relmgr.words import Words


@dataclass(frozen=True)
class Row:
    """A row that knows its number."""

    id: Key
    number: int


def keys(count: int) -> list[Key]:
    """Return keys in order."""
    return [Key(f"{n:032x}") for n in range(count)]


COLUMNS: Sequence[Column[Row]] = (
    Column(Words("号", "No"), (8, 8), lambda r: str(r.number), right=True, sort="no"),
    Column(Words("名", "Name"), (10, 10), lambda r: f"行{r.number}", grow=True, sort="name"),
    Column(Words("宽", "Wide"), (6, 6), lambda _: "x", from_width=60),
)


class TableApp(App[None]):
    """A table of any length that counts what it fetches."""

    def __init__(self, count: int) -> None:
        """Show `count` rows."""
        super().__init__()
        self.count = count
        self.fetched: list[Key] = []
        self.fetches = 0
        self.plus = 0
        self.opened = 0
        self.sorts: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out the table."""
        yield WindowedTable(COLUMNS, self.fetch)

    async def fetch(self, order: Order, first: int, count: int) -> list[Row]:
        """Return rows and count them."""
        await asyncio.sleep(0)
        assert isinstance(order, Keys)
        wanted = order.keys[first : first + count]
        self.fetches += 1
        self.fetched += wanted
        return [Row(key, int(key, 16) + self.plus) for key in wanted]

    def on_mount(self) -> None:
        """Show the rows."""
        self.table.show(keys(self.count))
        self.table.focus()

    @property
    def table(self) -> WindowedTable[Row]:
        """Return the table."""
        return self.query_one(WindowedTable)

    def on_windowed_table_opened(self) -> None:
        """Count double clicks."""
        self.opened += 1

    def on_windowed_table_sort_asked(self, event: WindowedTable.SortAsked) -> None:
        """Note clicked titles."""
        self.sorts.append(event.sort)


async def test_only_what_is_looked_at_is_fetched() -> None:
    """At 100,000 rows: start, page, end, back; at most three pages each, and none twice."""
    app = TableApp(100_000)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await app.table.settled()
        assert len(app.fetched) <= 2 * PAGE
        await pilot.press("G")
        await pilot.pause()
        await app.table.settled()
        assert app.table.cursor == 99_999
        assert app.table.current == Row(keys(100_000)[-1], 99_999)
        await pilot.press("g", "j", "j", "k")
        await pilot.pause()
        await app.table.settled()
        assert app.table.cursor == 1
        assert len(app.fetched) <= 5 * PAGE
        assert len(app.fetched) == len(set(app.fetched))


async def test_every_way_of_moving() -> None:
    """Letters, arrows and pages; the ends hold."""
    app = TableApp(100)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        for pressed, place_after in (
            ("j", 1), ("down", 2), ("k", 1), ("up", 0), ("up", 0), ("pagedown", 18), ("pageup", 0),
            ("end", 99), ("j", 99), ("home", 0), ("G", 99), ("g", 0),
        ):  # fmt: skip
            await pilot.press(pressed)
            assert app.table.cursor == place_after, pressed
        assert round(app.table.scroll_y) == 0


async def test_the_cursor_is_a_key() -> None:
    """Another order keeps the cursor on its row; a row that is gone leaves it at its place."""
    app = TableApp(100)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        app.table.move_to(7)
        key = app.table.cursor_key
        app.table.show(keys(100)[::-1])
        assert app.table.cursor_key == key
        assert app.table.cursor == 92
        app.table.show([k for k in keys(100) if k != key])
        assert app.table.cursor == 92
        app.table.show(keys(3))
        assert app.table.cursor == 2
        app.table.show([])
        assert app.table.cursor_key is None
        assert app.table.chosen == []
        await pilot.press("j", "k", "G", "pagedown")


async def test_marks_are_keys() -> None:
    """Marks survive another order, go with their rows, and come back in list order."""
    app = TableApp(100)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        app.table.toggle_mark()
        app.table.toggle_mark()
        assert app.table.cursor == 2
        app.table.show(keys(100)[::-1])
        assert app.table.chosen == [keys(100)[1], keys(100)[0]]
        app.table.show(keys(100)[1:])
        assert app.table.chosen == [keys(100)[1]]
        app.table.mark_all()
        assert len(app.table.chosen) == 99
        app.table.mark_all(False)
        assert app.table.chosen == [app.table.cursor_key]
        await pilot.pause()


async def test_a_move_paints_two_lines() -> None:
    """Only the line left and the line reached are painted again."""
    app = TableApp(100)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await app.table.settled()
        await pilot.pause()
        painted: list[int] = []
        plain = app.table.render_line

        def counted(y: int) -> Strip:
            painted.append(y)
            return plain(y)

        app.table.render_line = counted  # type: ignore[method-assign]
        await pilot.press("j")
        await pilot.pause()
        assert set(painted) == {1, 2}


async def test_the_mouse_selects_opens_and_sorts() -> None:
    """Click, double click, click on a title."""
    app = TableApp(100)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await pilot.click(WindowedTable, offset=(5, 4))
        assert app.table.cursor == 3
        await pilot.click(WindowedTable, offset=(5, 6), times=2)
        await pilot.pause()
        assert (app.table.cursor, app.opened) == (5, 1)
        await pilot.click(WindowedTable, offset=(4, 0))
        await pilot.click(WindowedTable, offset=(14, 0))
        await pilot.pause()
        assert app.sorts == ["no", "name"]


async def test_resizing_keeps_the_cursor_in_view() -> None:
    """The selected row is on the screen at every size."""
    app = TableApp(500)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        app.table.move_to(300)
        for size in ((60, 8), (100, 30), (62, 16), (160, 50)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            top = round(app.table.scroll_y)
            assert top <= 300 < top + app.table.size.height - 1


@given(st.integers(30, 120))
def test_columns_never_exceed_the_width(width: int) -> None:
    """Title and row are exactly as wide as the columns, which fit."""
    placing = place(COLUMNS, width)
    placed = placing.columns
    assert len(heading(placing, "name", False)) <= width
    total = sum(w + 1 for _, w in placed) - 1
    assert total <= max(width, 8)
    text = "".join(text for text, _ in spans(placed, Row(Key("0" * 32), 7)))
    assert text.startswith("       7 行7")
    assert column_at(placed, 0) is placed[0][0]
    assert column_at(placed, 500) is None


async def test_rows_of_an_older_order_are_not_kept_as_new() -> None:
    """An answer that comes after the order changed is dropped."""
    gate = asyncio.Event()
    told: list[tuple[int, int]] = []

    async def fetch(_order: Order, first: int, count: int) -> list[Row]:
        await gate.wait()
        return [Row(key, 1) for key in keys(first + count)[first:]]

    window: RowWindow[Row] = RowWindow(fetch, lambda a, b: told.append((a, b)))
    window.show(Keys(keys(10)))
    filling = window.want(0, 5, 0)
    assert filling is not None
    task = asyncio.ensure_future(filling())
    await asyncio.sleep(0)
    window.show(Keys(keys(10)[::-1]))
    gate.set()
    await task
    assert told == []
    assert window.row(keys(10)[0]) is None


async def test_a_failing_fetch_leaves_the_table_usable() -> None:
    """The window is idle again, and the next order asks anew."""

    async def fetch(_order: Order, _first: int, count: int) -> list[Row]:
        raise ValueError(count)

    window: RowWindow[Row] = RowWindow(fetch, lambda _a, _b: None)
    window.show(Keys(keys(10)))
    filling = window.want(0, 5, 0)
    assert filling is not None
    with pytest.raises(ValueError, match="10"):
        await filling()
    await window.settled()
    window.show(Keys(keys(10)))
    assert window.want(0, 5, 0) is not None


def in_view(table: WindowedTable[Row]) -> list[Row | None]:
    """Return the rows in view, None for one that is still on its way."""
    top, count = table._in_view()
    found = [table.window.key(place) for place in range(top, min(top + count, len(table.order)))]
    return [table.window.row(key) if key is not None else None for key in found]


async def test_after_a_rest_the_next_page_is_there_already() -> None:
    """It is painted once, with its rows; without the rest it would be painted twice."""
    app = TableApp(5_000)
    async with app.run_test(size=(60, 40)) as pilot:
        await pilot.pause()
        await app.table.settled()
        for where in ("pgdn",) * 8 + ("pgup",) * 8:
            app.table._want_near()
            await app.table.settled()
            app.table.action_move(where)
            assert None not in in_view(app.table)
            await pilot.pause()


async def test_after_a_rest_the_lines_of_the_next_page_are_drawn() -> None:
    """What a page key then costs is sending them, in a long list as in a short one."""
    app = TableApp(5_000)
    async with app.run_test(size=(60, 40)) as pilot:
        await pilot.pause()
        await app.table.settled()
        app.table._want_near()
        await pilot.app.workers.wait_for_complete()
        drawn = {line[0] for line in app.table._strips}
        assert drawn >= {app.table.order.key(index) for index in range(2 * 39)}


async def test_a_line_drawn_before_its_row_changed_is_drawn_again() -> None:
    """A line of a row out of view is drawn while its new values are still on their way."""
    app = TableApp(5_000)
    async with app.run_test(size=(60, 40)) as pilot:
        await pilot.pause()
        app.table._want_near()
        await pilot.app.workers.wait_for_complete()
        app.plus = 90_000
        app.table.show(keys(5_000))
        await pilot.app.workers.wait_for_complete()
        app.table.draw(70)
        app.table._want_near()
        await pilot.app.workers.wait_for_complete()
        app.table.move_to(77)
        await pilot.pause()
        line = app.table.render_line(70 - round(app.table.scroll_y) + 1)
        assert "90070" in line.text


async def test_a_long_walk_forgets_what_is_far_and_keeps_what_is_seen() -> None:
    """The rows in view stay, whatever is read ahead and thrown away; memory does not grow with the walk."""
    app = TableApp(20_000)
    async with app.run_test(size=(60, 40)) as pilot:
        await pilot.pause()
        for _ in range(150):
            app.table.action_move("pgdn")
            await app.table.settled()
            app.table._want_near()
            app.table.read_ends()
            await app.table.settled()
            assert None not in in_view(app.table)
        assert len(app.table.window._rows) <= PAGE * (KEPT + 4)
