"""The window read as text alone, without colour or bold: what is selected, marked, late, wrong or hidden."""

from datetime import timedelta
from itertools import combinations

import pytest
from textual.widgets import Input

from relmgr import i18n
from relmgr.db.tables import FollowUp
from relmgr.db.work import UnitOfWork
from relmgr.domain.import_outcomes import STATE_WORDS
from relmgr.domain.override_words import STATES
from relmgr.domain.value_words import (
    ASSET_CLASSES,
    CLIENT_STATES,
    COVENANT_STATES,
    FOLLOW_UP_STATES,
    LEVELS,
    REVIEW_STATES,
    SEVERITIES,
    SIGNAL_STATES,
    VISIT_KINDS,
)
from relmgr.domain.values import FollowUpState, Key, Level, Severity, Tier
from relmgr.domain.watch_words import CAUSES, PROPOSALS, WATCH_STATES
from relmgr.screens.client_view import amount, time_left
from relmgr.widgets import glyphs, privacy
from relmgr.widgets.badges import level_badge, severity_badge, tier_badge
from relmgr.widgets.tabs import tab_line
from relmgr.workspace import Workspace
from tests.conftest import TODAY
from tests.screens.driving import Driver, driving
from tests.screens.page_book import fill

LANGUAGES: tuple[i18n.Language, ...] = ("zh", "en")
WORDS = (
    ASSET_CLASSES, CAUSES, CLIENT_STATES, COVENANT_STATES, FOLLOW_UP_STATES, LEVELS, PROPOSALS, REVIEW_STATES,
    SEVERITIES, SIGNAL_STATES, STATES, STATE_WORDS, VISIT_KINDS, WATCH_STATES,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand before a terminal without colours."""
    monkeypatch.setenv("NO_COLOR", "1")


def differ(texts: list[str]) -> bool:
    """Tell whether no two texts are the same."""
    return all(one != two for one, two in combinations(texts, 2))


def line_of(driver: Driver, text: str) -> str:
    """Return the first row of the screen that holds a text."""
    return next(line for line in driver.lines() if text in line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_have_words_of_their_own(language: i18n.Language) -> None:
    """No two states of a kind are called the same."""
    i18n.use(language)
    for words in WORDS:
        assert differ([i18n.say(one) for one in words.values()]), words


@pytest.mark.parametrize("kind", ["ascii", "unicode"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_badges(language: i18n.Language, kind: glyphs.GlyphSet) -> None:
    """Severity, level, tier, time left, and an amount that is known, nought, unknown or hidden."""
    i18n.use(language)
    before = glyphs.in_use()
    glyphs.use(kind)
    try:
        assert differ([severity_badge(one).text for one in Severity])
        assert differ([level_badge(one, loud=True).text for one in Level])
        assert differ([level_badge(one).text for one in Level])
        assert differ([tier_badge(one).text for one in (*Tier, None)])
        left = [time_left(TODAY + timedelta(days=days), TODAY) for days in (-2, -1, 0, 1, 2)]
        assert differ([str(one if isinstance(one, str) else one.text) for one in left])
        shown = [amount(minor, "CNY") for minor in (None, 0, 12_000_000_00)]
        privacy.mask(True)
        shown.append(amount(12_000_000_00, "CNY"))
        assert differ([str(one if isinstance(one, str) else one.text) for one in shown])
        assert differ([tab_line(["一", "二", "三"], place, 40).plain for place in range(3)])
    finally:
        glyphs.use(before)


async def test_cursor_and_marks(book: Workspace) -> None:
    """A row with the cursor, with a mark, with both and with none begins differently; hiding changes the name."""
    fill(book)
    async with driving(book, "clients", (80, 24)) as driver:
        name = next(line for line in driver.lines() if line.startswith(">"))[2:6]
        plain = []
        for keys in ((), ("down",), ("V",), ("up",)):
            await driver.keys(*keys)
            await driver.settle()
            plain.append(line_of(driver, name)[:3])
        assert differ(plain), plain
        assert sum(line.startswith(">") for line in driver.lines()) == 1
        await driver.keys("asterisk")
        await driver.settle()
        assert name not in driver.screen_text and "**" in driver.screen_text


async def test_the_place_and_the_tab(book: Workspace) -> None:
    """The place one is in and the view that is shown stand in brackets."""
    fill(book)
    async with driving(book, "clients", (80, 24)) as driver:
        seen = [driver.lines()[0]]
        for place in "3456":
            await driver.keys(place)
            await driver.settle()
            seen.append(driver.lines()[0])
            assert driver.lines()[0].count("[") == 1
        assert differ(seen)
        views = [driver.lines()[1]]
        await driver.keys("right_square_bracket")
        await driver.settle()
        views.append(driver.lines()[1])
        assert differ(views) and all("[" in view for view in views)


async def test_a_disabled_action_says_why(book: Workspace) -> None:
    """In the menu of an empty list no line is without its reason but those that work."""
    async with driving(book, "warnings", (80, 24)) as driver:
        await driver.keys("full_stop")
        await driver.settle()
        empty = [line for line in driver.lines() if "计划处置" in line or "推迟" in line]
    fill(book)
    async with driving(book, "warnings", (80, 24)) as driver:
        await driver.keys("full_stop")
        await driver.settle()
        full = [line for line in driver.lines() if "计划处置" in line or "推迟" in line]
    assert empty != full, (empty, full)


async def test_a_wrong_field_and_a_draft(book: Workspace) -> None:
    """The label of a wrong field carries `!`; a form that goes on with a draft says so."""
    fill(book)
    async with driving(book, "clients", (80, 24)) as driver:
        await driver.keys("v")
        await driver.settle()
        before = line_of(driver, "要点")
        await driver.keys("ctrl+s")
        await driver.settle()
        assert "!" not in before and "!" in line_of(driver, "要点")
        fresh = line_of(driver, "-- 记拜访")
        focused = driver.app.focused
        assert isinstance(focused, Input)
        focused.value = "谈续授信"
        await driver.keys("escape")
        await driver.settle()
        await driver.keys("v")
        await driver.settle()
        assert "继续草稿" not in fresh and "继续草稿" in driver.screen_text


def add_tasks(uow: UnitOfWork, client: Key) -> None:
    """Write follow-ups of one text that are late, due today, due later and done."""
    for days, state in ((-3, "open"), (0, "open"), (4, "open"), (5, "done")):
        uow.add(
            FollowUp(
                client_id=client,
                text="送审批材料",
                due_on=TODAY + timedelta(days=days),
                state=FollowUpState(state),
            )
        )


async def test_tasks_of_a_client(book: Workspace) -> None:
    """A late task is late in words, a done one is ticked."""
    filled = fill(book)
    book.do(add_tasks, filled.bare)
    async with driving(book, "clients", (80, 24)) as driver:
        await driver.app.open_client(filled.bare, [filled.bare])
        await driver.settle()
        lines = [line for line in driver.lines() if "送审批材料" in line]
        late = [line for line in lines if "逾3天" in line]
        assert len(late) == 1 and differ(lines) and len(lines) >= 3
