"""Segments over the client book: picked with a digit, made by picking values, changed, and cleared with Esc."""

import pytest
from syrupy.assertion import SnapshotAssertion

from relmgr import i18n, services
from relmgr.domain.segment_grammar import parse_definition, spell_definition
from relmgr.domain.segments import Condition
from relmgr.domain.strategies import Strategy
from relmgr.queries.segments import clients_of, saved_segments
from relmgr.workspace import Workspace
from tests.queries.segment_book import SIZE, fill_segment_book
from tests.screens.driving import Driver, driving
from tests.screens.shown import text_of


def _fill(book: Workspace) -> None:
    book.do(fill_segment_book)
    book.do(services.save_segment, "华东", parse_definition("region=华东"))
    key = book.do(services.save_segment, "重点 A", parse_definition("tier=A years>=3")).result
    book.do(services.set_strategy, key, Strategy("战略 | Strategic", 30))


def _rows(driver: Driver) -> int:
    return len(driver.table.keys)


async def test_two_keys_narrow_the_book_and_esc_shows_it_again(book: Workspace) -> None:
    """The title says which segment is shown; a find narrows it further, Esc clears the find first."""
    _fill(book)
    east = len(book.ask(clients_of, parse_definition("region=华东")))
    async with driving(book, "clients") as driver:
        await driver.keys("o", "1")
        await driver.settle()
        assert driver.count == 2
        assert _rows(driver) == east
        assert "分段: 华东" in driver.lines()[1]
        await driver.keys("escape")
        await driver.settle()
        assert _rows(driver) == SIZE
        assert "分段" not in driver.lines()[1]


async def test_all_clients_stand_last_in_the_list(book: Workspace) -> None:
    """So that a digit is the place of its segment."""
    _fill(book)
    async with driving(book, "clients") as driver:
        await driver.keys("o", "2")
        await driver.settle()
        assert 0 < _rows(driver) < SIZE
        await driver.keys("o", "3")
        await driver.settle()
        assert _rows(driver) == SIZE


async def test_a_segment_is_made_by_picking(book: Workspace) -> None:
    """Dimension, values, a range, a name; the book is narrowed to it at once, u takes it back."""
    _fill(book)
    async with driving(book, "clients") as driver:
        await driver.keys("o", "n", "3", "1", "2", "enter")
        await driver.settle()
        await driver.keys("9")
        await driver.text(">=3")
        await driver.keys("enter")
        await driver.settle()
        await driver.keys("f4")
        await driver.text("abc")
        await driver.keys("enter")
        await driver.settle()
        made = book.ask(saved_segments)[-1]
        assert made.name == "abc"
        region, years = made.definition.conditions
        assert isinstance(region, Condition)
        assert isinstance(years, Condition)
        assert (region.dimension, len(region.values) + region.unknown) == ("region", 2)
        assert spell_definition(made.definition.only(["years"])) == "years>=3"
        assert years.dimension == "years"
        assert _rows(driver) == len(book.ask(clients_of, made.definition))
        await driver.keys("escape", "u")
        await driver.settle()
        assert [s.name for s in book.ask(saved_segments)] == ["华东", "重点 A"]


async def test_a_strategy_is_given_from_a_template(book: Workspace) -> None:
    """e, service strategy, the first template, saved as it is."""
    _fill(book)
    async with driving(book, "clients") as driver:
        await driver.keys("o", "e", "1", "1", "ctrl+s")
        await driver.settle()
        strategy = book.ask(saved_segments)[0].strategy
        assert strategy is not None
        assert strategy.name == "战略 | Strategic"
        assert strategy.services


async def test_a_segment_is_renamed_moved_and_deleted(book: Workspace) -> None:
    """From the list; the list stays open."""
    _fill(book)
    async with driving(book, "clients") as driver:
        await driver.keys("o", "j", "e", "4")
        await driver.settle()
        assert [s.name for s in book.ask(saved_segments)] == ["重点 A", "华东"]
        await driver.keys("delete")
        await driver.settle()
        assert [s.name for s in book.ask(saved_segments)] == ["华东"]


async def test_the_client_page_says_how_the_client_is_served(book: Workspace) -> None:
    """In short on the overview, with reasons on the tab it opens."""
    _fill(book)
    async with driving(book, "clients", (100, 30)) as driver:
        await driver.keys("o", "2", "enter")
        await driver.settle()
        assert "战略（分段「重点 A」）" in driver.screen_text
        await driver.keys("right_square_bracket", "right_square_bracket", "right_square_bracket")
        await driver.settle()
        assert "层级为A；条件 A" in driver.screen_text
        assert "取决于" in driver.screen_text
        await driver.app.command_language_en()
        await driver.settle()
        assert 'Strategic (segment "重点 A")' in driver.screen_text
        assert "tier is A; wanted: A" in driver.screen_text


async def test_an_empty_segment_says_how_to_go_on(book: Workspace) -> None:
    """What is empty, and which keys help."""
    book.do(fill_segment_book)
    book.do(services.save_segment, "nowhere", parse_definition("region=火星"))
    async with driving(book, "clients") as driver:
        await driver.keys("o", "1")
        await driver.settle()
        assert "没有客户符合：nowhere" in driver.screen_text
        assert "Esc" in driver.screen_text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_the_list_of_segments(
    book: Workspace, language: i18n.Language, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    """With counts, exposure and strategy."""
    _fill(book)
    i18n.use(language)
    async with driving(book, "clients", size) as driver:
        await driver.keys("o")
        await driver.settle()
        assert text_of(driver.app) == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_picking_values(book: Workspace, language: i18n.Language, snapshot: SnapshotAssertion) -> None:
    """Dimensions with what was picked, and the values of one."""
    _fill(book)
    i18n.use(language)
    async with driving(book, "clients", (80, 24)) as driver:
        await driver.keys("o", "n", "1", "1", "3", "enter")
        await driver.settle()
        assert text_of(driver.app) == snapshot
        await driver.keys("2")
        await driver.settle()
        assert text_of(driver.app) == snapshot
