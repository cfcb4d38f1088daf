"""Keys typed ahead land where they were meant, however fast they come."""

from datetime import timedelta
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input

from relmgr.screens.forms.visit import VisitForm
from tests.screens.fake import TODAY, FakeWorkspace, make_app, make_row


def burst(app: Any, *keys: str) -> None:
    """Put keys into the app's queue at once, as a paste-fast typist or a script does."""
    for key in keys:
        character = key if len(key) == 1 else {"space": " ", "plus": "+"}.get(key)
        app.post_message(events.Key(_character_to_key(key) if len(key) == 1 else key, character))


async def quiet(pilot: Pilot[Any], fake: FakeWorkspace, name: str, count: int = 1) -> None:
    """Wait until the use case was done `count` times."""
    for _ in range(400):
        await pilot.pause(0.005)
        if sum(done == name for done, _ in fake.done) >= count:
            return
    raise AssertionError(f"{name} was not done: {fake.done}")


async def test_twenty_bursts_fill_the_right_fields() -> None:
    """`j v` text Enter `+7` Enter text `^S` in one go makes the visit that was meant, every time."""
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        for run in range(1, 21):
            burst(app, "j", "v", *"rexy", "backspace", "enter", "+", "7", "enter", *"zed", "ctrl+s")
            await quiet(pilot, fake, "log_visit", run)
    assert len(fake.visits()) == 20
    for number, draft in enumerate(fake.visits(), 1):
        assert draft.client_id == make_row(number).id
        assert (draft.summary, draft.next_on, draft.next_step) == ("rex", TODAY + timedelta(days=7), "zed")
        assert draft.on == TODAY
        assert draft.met == ("王建国",)


async def test_a_burst_before_the_first_paint() -> None:
    """Keys that arrive while the program is still starting are not lost."""
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        burst(app, "v", *"abc", "f4")
        await quiet(pilot, fake, "log_visit")
        assert fake.visits()[0].summary == "abc"


async def test_log_from_anywhere_while_typing_a_find() -> None:
    """`^N` initials Enter text `^S` works from inside another text field."""
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        burst(app, "slash", *"ab", "ctrl+n", *"hndl", "enter", *"met", "ctrl+s")
        await quiet(pilot, fake, "log_visit")
        assert fake.visits()[0].client_id == make_row(0).id
        assert fake.visits()[0].summary == "met"


async def test_every_letter_is_typed_in_a_text_field() -> None:
    """No hot key fires while somebody types."""
    alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,/?:`*[]"
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(100, 30)) as pilot:
        for opener in ("v", "slash", "question_mark", "ctrl+p", "ctrl+f"):
            await pilot.press(opener)
            await pilot.pause()
            assert isinstance(app.focused, Input)
            field = app.focused
            burst(app, *alphabet)
            for _ in range(200):
                await pilot.pause(0.005)
                if len(field.value) >= len(alphabet):
                    break
            assert field.value == alphabet, opener
            await pilot.press("escape", "escape", "escape")
            await pilot.pause()
        assert app.current_mode == "clients"
        assert fake.done == []


async def test_the_draft_is_kept_and_continued() -> None:
    """Esc keeps the text, the next `v` continues it, saving drops it."""
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("v", *"half", "escape")
        await pilot.pause()
        assert fake.drafts[f"visit:{make_row(0).id}"].payload["summary"] == "half"
        await pilot.press("v")
        await pilot.pause()
        form = app.screen.query_one(VisitForm)
        assert form.field("summary").value == "half"
        await pilot.press("shift+tab", "tab")
        await pilot.press("ctrl+s")
        await quiet(pilot, fake, "log_visit")
        assert fake.visits()[0].summary == "half"
        for _ in range(200):
            await pilot.pause(0.005)
            if not fake.drafts:
                return
        raise AssertionError(fake.drafts)


async def test_the_draft_is_saved_while_typing() -> None:
    """Within a second of the last key the text is on disk, without any further key."""
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("v", *"draft")
        for _ in range(200):
            await pilot.pause(0.005)
            kept = fake.drafts.get(f"visit:{make_row(0).id}")
            if kept is not None and kept.payload["summary"] == "draft":
                return
        raise AssertionError(fake.drafts)


async def test_an_error_keeps_the_text_and_goes_to_the_field() -> None:
    """A date nobody understands is not thrown away."""
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("v", *"ok", "enter", "plus", "x", "ctrl+s")
        await pilot.pause()
        form = app.screen.query_one(VisitForm)
        assert form.field("next_on").value == "+x"
        assert app.focused is form.field("next_on").control
        assert form.field("next_on").has_class("-wrong")
        assert not fake.visits()


async def test_the_service_may_refuse() -> None:
    """A sentence from below stays in the form, beside the text."""
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("v", *"boom", "ctrl+s")
        await pilot.pause()
        form = app.screen.query_one(VisitForm)
        assert form.field("summary").value == "boom"
        assert form.field("summary").has_class("-wrong")


async def test_leaving_keeps_what_was_just_typed() -> None:
    """`^Q` in the middle of a word loses nothing."""
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        burst(app, "v", *"last", "ctrl+q")
        for _ in range(200):
            await pilot.pause(0.005)
            if fake.drafts:
                break
    assert fake.drafts[f"visit:{make_row(0).id}"].payload["summary"] == "last"
