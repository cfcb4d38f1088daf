"""The filter line over the client book: applied while it is typed, completed, kept as a view, taken back with Esc."""

from textual.widgets import Static

from relmgr import i18n
from relmgr.domain.segment_grammar import parse_definition
from relmgr.queries.segments import clients_of, saved_segments
from relmgr.screens.filtering import FilterInput, FilterPanel
from relmgr.widgets.pick_list import PickList
from relmgr.workspace import Workspace
from tests.queries.segment_book import SIZE, fill_segment_book
from tests.screens.driving import Driver, driving


def _count(book: Workspace, text: str) -> int:
    return len(book.ask(clients_of, parse_definition(text)))


def _line(driver: Driver) -> FilterInput:
    return driver.app.screen.query_one(FilterInput)


def _said(driver: Driver) -> str:
    panel = driver.app.screen.query_one(FilterPanel)
    return str(panel.query_one(".panel-note", Static).content)


def _offered(driver: Driver) -> list[str]:
    return [str(item.label) for item in driver.app.screen.query_one(PickList).items]


async def test_a_typed_filter_takes_three_keys_beside_its_text(book: Workspace) -> None:
    """From Today: 2, f, text, Enter; the title says what is shown, and the line is gone."""
    book.do(fill_segment_book)
    async with driving(book, "today") as driver:
        await driver.keys("2", "f")
        await driver.text("tier:A last>7")
        await driver.keys("enter")
        await driver.settle()
        assert driver.count == 3
        assert len(driver.table.keys) == _count(book, "tier:A last>7")
        assert "条件: 层级 A；未见 >= 8天" in driver.lines()[1]
        assert not driver.app.screen.query(FilterPanel)
        await driver.keys("escape")
        await driver.settle()
        assert len(driver.table.keys) == SIZE


async def test_the_list_follows_after_a_pause_and_esc_brings_it_back(book: Workspace) -> None:
    """While somebody types; Esc shows what was shown before."""
    book.do(fill_segment_book)
    async with driving(book, "clients") as driver:
        await driver.keys("f")
        await driver.text("tier:A")
        driver.app.screen.query_one(FilterPanel)._apply()
        await driver.settle()
        assert len(driver.table.keys) == _count(book, "tier:A")
        assert _line(driver).has_focus
        await driver.keys("escape")
        await driver.settle()
        assert len(driver.table.keys) == SIZE
        assert "条件" not in driver.lines()[1]


async def test_what_cannot_be_read_is_told_with_its_place_and_stays(book: Workspace) -> None:
    """Live, in both languages; Enter does not lose it; the list keeps the last filter that could be read."""
    book.do(fill_segment_book)
    async with driving(book, "clients") as driver:
        await driver.keys("f")
        await driver.text("tier:A regon:x")
        await driver.settle()
        assert "第 8 个字「regon」" in _said(driver)
        assert "region" in _said(driver)
        await driver.keys("enter")
        await driver.settle()
        assert _line(driver).value == "tier:A regon:x"
        assert _line(driver).has_focus
        i18n.use("en")
        await driver.keys("backspace")
        await driver.settle()
        assert 'character 8, "rego"' in _said(driver)


async def test_tab_takes_what_is_suggested(book: Workspace) -> None:
    """Fields by code, name or initials; values of the book by what they contain or sound like."""
    book.do(fill_segment_book)
    async with driving(book, "clients") as driver:
        await driver.keys("f")
        await driver.text("dq")
        await driver.settle()
        assert _offered(driver)[:2] == ["地区", "到期"]
        await driver.keys("tab")
        await driver.settle()
        assert _line(driver).value == "地区:"
        await driver.text("hb")
        await driver.settle()
        assert _offered(driver) == ["华北"]
        await driver.keys("tab")
        await driver.text(" warn:")
        await driver.settle()
        await driver.keys("down", "tab", "enter")
        await driver.settle()
        assert len(driver.table.keys) == _count(book, "region:华北 level:orange")


async def test_the_line_opens_with_the_filter_that_is_on(book: Workspace) -> None:
    """In the language of the screen; cleared and entered, everybody is shown."""
    book.do(fill_segment_book)
    async with driving(book, "clients") as driver:
        await driver.keys("f")
        await driver.text("tier:A,B exp>1")
        await driver.keys("enter", "f")
        await driver.settle()
        assert _line(driver).value == "层级:A,B 敞口>1"
        assert "金额只与 CNY 的比较" in _said(driver)
        _line(driver).value = ""
        await driver.keys("enter")
        await driver.settle()
        assert len(driver.table.keys) == SIZE


async def test_a_line_is_kept_as_a_view_with_the_order_of_the_list(book: Workspace) -> None:
    """Save asks for a name; later o and the digit bring filter and order back, in three keys from Today."""
    book.do(fill_segment_book)
    async with driving(book, "clients") as driver:
        await driver.keys("s", "2", "S", "f")
        await driver.text("tier:A")
        await driver.keys("f4")
        await driver.text("mine")
        await driver.keys("enter")
        await driver.settle()
        (view,) = book.ask(saved_segments)
        assert (view.name, view.view.sort) == ("mine", "-name")
        await driver.keys("escape", "s", "1", "1")
        await driver.settle()
        driver.count = 0
        await driver.keys("2", "o", "1")
        await driver.settle()
        assert driver.count == 3
        assert len(driver.table.keys) == _count(book, "tier:A")
        assert "分段: mine" in driver.lines()[1]
        assert (driver.app.screen.sort, driver.app.screen.reverse) == ("name", True)  # type: ignore[attr-defined]


async def test_a_pinned_view_stands_first(book: Workspace) -> None:
    """Space pins and lets go; both are undone like every change."""
    book.do(fill_segment_book)
    from relmgr import services

    for name in ("one", "two"):
        book.do(services.save_segment, name, parse_definition("tier:A"))
    async with driving(book, "clients") as driver:
        await driver.keys("o", "j", "space")
        await driver.settle()
        assert [label.strip() for label in _offered(driver)[:2]] == ["*two", "one"]
        await driver.keys("escape", "u")
        await driver.settle()
        assert [one.hotkey for one in book.ask(saved_segments)] == [None, None]


NAUGHTY = (
    "[/x] 招商", "[bold]A", "A[1]B", "[$error]x", "x" * 500, "\u202e\u0631\u0644", "👨\u200d👩\u200d👧", '"', "((((",
    "' OR 1=1 --", "\\", "%_%", "name:' ; drop", "tier:A\x00", "ｔｉｅｒ：Ａ", "name~[/x]",
)  # fmt: skip


async def test_naughty_strings_never_break_the_line(book: Workspace) -> None:
    """Whatever is pasted is read or told, and the text stays."""
    book.do(fill_segment_book)
    async with driving(book, "clients") as driver:
        await driver.keys("f")
        for text in NAUGHTY:
            _line(driver).value = text
            await driver.settle()
            await driver.keys("enter")
            await driver.settle()
            if driver.app.screen.query(FilterPanel):
                assert _line(driver).value == text
            else:
                await driver.keys("f")
        await driver.keys("escape")
