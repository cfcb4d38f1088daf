"""The privacy mask: with it on, no name, amount, phone, code or free text of the book is anywhere on any screen."""

import re
from collections.abc import Iterator

import pytest

from relmgr import i18n
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.db.reader import Reader
from relmgr.demo_home import make_demo
from relmgr.settings import Settings
from relmgr.widgets import privacy
from relmgr.workspace import Workspace
from tests.conftest import TODAY
from tests.screens.driving import driving

SECRETS = {
    "client": ("name", "short_name", "uscc", "code", "notes", "group_name"),
    "contact": ("name", "phone", "email"),
    "visit": ("summary", "topic", "place"),
    "followup": ("text",),
    "feedback": ("text",),
    "accountmanager": ("name",),
    "externalevent": ("text",),
}
"""Table to the columns that say whose book this is and what was written in it."""
PUBLIC = {"贷后检查", "Credit check"}
"""Words of relmgr itself that were also chosen as the topic of a visit."""
AMOUNT = re.compile(r"\d[\d,.]*(?:亿|万\b)|CNY [\d,.]+m|\d{1,3},\d{3},\d{3}")
"""How amounts are written; counts of rows have no such unit."""
WAYS = (
    "1", "2", "2 end", "2 enter", "2 enter ]", "2 enter ] ]", "2 enter ] ] ]", "2 enter ] ] ] ]",
    "2 enter [", "2 enter [ [", "2 enter [ [ [", "3", "3 ]", "3 ] ]", "4", "4 ]", "4 [", "4 W", "5", "5 ]",
    "5 W", "6", "6 ]", "6 ] ]", "7", "8", "8 ]", "8 ] ] ] ]", "0", "2 c", "2 ctrl+f", "4 p", "6 p", "2 y",
    "2 full_stop",
)  # fmt: skip
KEYS = {"]": "right_square_bracket", "[": "left_square_bracket"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return the demo book, in which every screen has something to hide."""
    settings = Settings()
    i18n.use("zh")
    workspace = make_demo(
        Home(tmp_path_factory.mktemp("masked") / "book"), settings, FixedClock(TODAY, settings.zone)
    )
    yield workspace
    workspace.close()


def secrets(reader: Reader) -> dict[str, str]:
    """Return the beginning of every secret text, as much as a narrow column would show."""
    found: dict[str, str] = {}
    for table, columns in SECRETS.items():
        known = {str(row[1]) for row in reader.records(f"PRAGMA table_info({table})")}
        for column in set(columns) & known:
            for (value,) in reader.records(f"SELECT DISTINCT {column} FROM {table}"):
                text = str(value or "").strip()
                if len(text) >= 3 and text not in PUBLIC:
                    found[text[:12]] = f"{table}.{column}"
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_nothing_of_the_book_is_shown(demo: Workspace, language: i18n.Language) -> None:
    """Every place, view, tab, preview, menu and message."""
    known = demo.ask(secrets)
    assert len(known) > 200
    i18n.use(language)
    shown: dict[str, list[str]] = {}
    async with driving(demo, "today", (100, 30)) as driver:
        await driver.keys("asterisk")
        assert privacy.is_masked()
        for way in WAYS:
            for key in way.split():
                await driver.keys(KEYS.get(key, key))
                await driver.settle()
            text = driver.screen_text
            leaked = [f"{where}: {secret}" for secret, where in known.items() if secret in text]
            leaked += AMOUNT.findall(text) if not way.startswith("0") else []
            if leaked:
                shown[way] = leaked
            for _ in range(4):
                await driver.keys("escape")
            await driver.settle()
    assert shown == {}


async def test_what_was_said_before_is_hidden_too(demo: Workspace) -> None:
    """Messages and toasts that named a client do not outlive the mask, nor do they stand in the log."""
    async with driving(demo, "clients") as driver:
        await driver.keys("y")
        await driver.settle()
        name = driver.app.clipboard.split("\t")[0]
        assert name in driver.screen_text.split("已复制")[1]
        await driver.keys("asterisk")
        await driver.settle()
        assert name not in driver.screen_text and "导出的文件不遮蔽" in driver.screen_text
