"""The filter line over queues: rows whose client is in the filter, said in the title, taken back with Esc."""

import importlib
from datetime import timedelta
from typing import Any

import pytest

from relmgr import i18n, screens
from relmgr.db.tables import Client, TierChange
from relmgr.db.work import UnitOfWork
from relmgr.domain.values import ReviewState
from relmgr.screens.filtering import FilterInput, FilterPanel
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.naughty import NAUGHTY
from tests.screens.queue_book import add_cases, add_changes, add_reminders

IMPORT = "relmgr.screens.import_list:ImportScreen"


def _rate(uow: UnitOfWork) -> None:
    """Give two clients of each queue tier A."""
    names = ("中交投资", "海螺水泥", "三峡新能源", "江南水务", "国家管网")
    found = {row[1]: row[0] for row in uow.read.records("SELECT id, short_name FROM client")}
    day = uow.today - timedelta(days=200)
    for name in (name for name in names if name in found):
        client = uow.get(Client, found[name])
        uow.add(
            TierChange(
                client_id=client.id, from_tier="B", to_tier="A", proposed_on=day, period="2026-04", model_version="1",
                score_e6=80_000_000, state=ReviewState.ACCEPTED, decided_on=day,
                decided_at=uow.now - timedelta(days=200),
            )
        )  # fmt: skip


@pytest.fixture
def full(book: Workspace) -> Workspace:
    """Return a book with something in every queue, and clients of tier A in each."""
    for fill in (add_cases, add_changes, add_reminders, _rate):
        book.do(fill)
    return book


def _clients(driver: Driver) -> list[str]:
    screen: Any = driver.app.screen
    return sorted({screen.held[key].client for key in driver.table.keys})


async def _narrow(driver: Driver, text: str) -> None:
    await driver.keys("f")
    await driver.text(text)
    await driver.keys("enter")
    await driver.settle()


@pytest.mark.parametrize(
    ("place", "found"),
    [("4", ["中交投资", "海螺水泥"]), ("5", ["三峡新能源", "江南水务"])],
)
async def test_three_keys_narrow_a_queue_and_esc_widens_it(
    full: Workspace, place: str, found: list[str]
) -> None:
    """Place, f, text, Enter; Esc clears the find, then the marks, then the filter, as in the client book."""
    async with driving(full, "clients") as driver:
        await driver.keys(place)
        await driver.settle()
        every = len(driver.table.keys)
        await _narrow(driver, "tier:A")
        assert driver.count == 3
        assert _clients(driver) == found
        assert f"条件: 层级 A ({len(found)})" in driver.lines()[1]
        assert "无客户" not in driver.lines()[1]
        await driver.keys("space", "escape")
        await driver.settle()
        assert not driver.table.marks
        assert _clients(driver) == found
        await driver.keys("escape")
        await driver.settle()
        assert len(driver.table.keys) == every
        assert "条件" not in driver.lines()[1]


@pytest.mark.parametrize("size", [(60, 16), (100, 30)])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_reminders_of_ones_own_are_left_out_and_counted(
    book: Workspace, language: i18n.Language, size: tuple[int, int]
) -> None:
    """One that belongs to no client is in no filter; the title says so at every size, in both languages."""
    book.do(add_reminders)
    book.do(_rate)
    i18n.use(language)
    async with driving(book, "reminders", size) as driver:
        await driver.keys("right_square_bracket", "right_square_bracket")
        await _narrow(driver, "tier:A")
        assert _clients(driver) == ["国家管网"]
        said = "层级 A (2)，略去无客户 1" if language == "zh" else "tier A (2), 1 without a client left out"
        assert said in driver.lines()[1]


@pytest.mark.parametrize("place", ["warnings", "tiers", "reminders"])
async def test_an_empty_queue_names_its_filter_and_the_keys(full: Workspace, place: str) -> None:
    """Filtered out is not the same as all done."""
    async with driving(full, place, (60, 16)) as driver:
        await _narrow(driver, "tier:D")
        assert driver.table.length == 0
        shown = driver.screen_text.replace("\n", "").replace(" ", "")
        assert "没有客户符合：层级D" in shown
        assert "Esc显示全部" in shown
        assert "f改条件" in shown


async def test_a_watched_client_is_filtered_and_an_empty_list_says_what_it_always_says(
    full: Workspace,
) -> None:
    """Nothing was hidden, so the filter is not to blame."""
    async with driving(full, "watch") as driver:
        await _narrow(driver, "tier:A")
        assert "关注名单上没有客户" in driver.screen_text
        assert "条件: 层级 A (0)" in driver.lines()[1]


async def test_esc_in_the_line_brings_every_row_back(full: Workspace) -> None:
    """The queue follows while somebody types."""
    async with driving(full, "warnings") as driver:
        every = len(driver.table.keys)
        await driver.keys("f")
        await driver.text("tier:A")
        driver.app.screen.query_one(FilterPanel)._apply()
        await driver.settle()
        assert len(driver.table.keys) == 2
        await driver.keys("escape")
        await driver.settle()
        assert len(driver.table.keys) == every


@pytest.mark.parametrize("place", ["calendar", "weekly", "portfolio", "import", "settings"])
def test_what_holds_no_clients_offers_no_filter(place: str) -> None:
    """As any command that a screen does not answer: no key, not in help, not in the menu."""
    module, _, name = (
        "relmgr.screens.import_list:ImportScreen" if place == "import" else screens.HOME[place]
    ).partition(":")
    found = getattr(importlib.import_module(module), name)
    assert getattr(found, "command_filter", None) is None


async def test_naughty_strings_never_break_the_line_of_a_queue(full: Workspace) -> None:
    """Whatever is pasted is read or told, and stays."""
    async with driving(full, "warnings", (60, 16)) as driver:
        await driver.keys("f")
        for text in [*NAUGHTY[:6], f'name:"{NAUGHTY[0]}"', f'name:"{"長" * 300}"']:
            line = driver.app.screen.query_one(FilterInput)
            line.value = text
            await driver.keys("enter")
            await driver.settle()
            if driver.app.screen.query(FilterPanel):
                assert line.value == text
            else:
                assert "条件" in driver.lines()[1]
                await driver.keys("f")
                await driver.settle()
