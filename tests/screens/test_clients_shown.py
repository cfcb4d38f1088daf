"""The client book as text, in both sizes and languages."""

import pytest
from syrupy.assertion import SnapshotAssertion

from relmgr import i18n
from tests.screens.fake import FakeWorkspace, make_app
from tests.screens.shown import settle, text_of


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_the_client_book(
    language: i18n.Language, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    """List and preview."""
    i18n.use(language)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert text_of(app) == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_visit_form(language: i18n.Language, snapshot: SnapshotAssertion) -> None:
    """The docked panel under the list, with its echoes."""
    i18n.use(language)
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("v", *"ok", "enter", "plus", "7")
        for _ in range(200):
            await pilot.pause(0.005)
            if any(kept.payload["next_on"] == "+7" for kept in fake.drafts.values()):
                break
        await settle(pilot)
        assert text_of(app) == snapshot
