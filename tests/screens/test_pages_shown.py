"""The pages of the day as text, the way a person without colours reads them."""

import pytest
from syrupy.assertion import SnapshotAssertion

from relmgr import i18n
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.page_book import fill


@pytest.mark.parametrize(("language", "size"), [("zh", (100, 30)), ("en", (80, 24))])
@pytest.mark.parametrize("place", ["today", "calendar", "weekly", "client"])
async def test_a_page(
    book: Workspace,
    place: str,
    language: i18n.Language,
    size: tuple[int, int],
    snapshot: SnapshotAssertion,
) -> None:
    """Wide in Chinese, narrow in English."""
    keys = fill(book)
    i18n.use(language)
    async with driving(book, "clients" if place == "client" else place, size) as driver:
        if place == "client":
            await driver.app.open_client(keys.wind, (keys.wind, keys.hostile))
            await driver.settle()
        assert driver.screen_text == snapshot
