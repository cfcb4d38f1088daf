"""Errors that keep the text, doubts that a second save accepts, undo of typing, $EDITOR, and narrow windows."""

import stat
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from textual import events

from relmgr import i18n
from relmgr.screens.external_editor import EditorFailed, change_of, edit_in_file, editor_command
from relmgr.screens.forms.visit import VisitForm
from relmgr.widgets.choice import Choice
from relmgr.widgets.text_field import NoteField, TextField
from relmgr.widgets.typing_history import TypingHistory
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.every_form import FORMS
from tests.screens.fake import FakeWorkspace, make_app
from tests.screens.test_drafts import opened

# errors and doubts --------------------------------------------------------------------------------------


async def test_errors_are_counted_and_gone_to(book: Workspace) -> None:
    """Saving with three things wrong goes to the first, marks all, keeps every text and says how many are left."""
    async with driving(book, "clients", (60, 16)) as driver, opened(driver, FORMS["visit"]) as form:
        form.field("on").value = "soon"
        form.field("next_on").value = "+x"
        driver.app.screen.set_focus(form.field("next_step").control)
        await driver.keys("ctrl+s")
        await driver.settle()
        assert driver.app.focused is form.field("summary").control
        assert [f.field for f in form.fields if f.has_class("-wrong")] == ["summary", "on", "next_on"]
        assert "还有 2 处" in driver.screen_text and "要点 * !" in driver.screen_text
        assert (form.field("on").value, form.field("next_on").value) == ("soon", "+x")


async def test_a_field_out_of_sight_is_scrolled_to(book: Workspace) -> None:
    """In 60x16 the last field of the longest form is shown when it is wrong."""
    async with driving(book, "clients", (60, 16)) as driver, opened(driver, FORMS["visit"]) as form:
        await driver.text("talk")
        await driver.keys("ctrl+g", "tab")
        await driver.text("markets")
        await driver.keys("shift+tab", "ctrl+s")
        await driver.settle()
        assert driver.app.focused is form.field("need").control
        region = form.field("need").region
        assert region.height == 1 and driver.app.screen.query_one("#slot").region.contains_region(region)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("text", "said"), [("1129", ("休息日", "no working day")), ("2029-11-23", ("两年", "two"))]
)
async def test_a_second_save_accepts_a_doubt(language: i18n.Language, text: str, said: Sequence[str]) -> None:
    """A weekend and a far day are asked about once each; another day is another doubt."""
    i18n.use(language)
    fake = FakeWorkspace()
    app = make_app(fake)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("v", *"ok", "enter", *text, "ctrl+s")
        form = app.screen.query_one(VisitForm)
        for _ in range(1000):  # the calendar of holidays is loaded in a thread, once a process
            await pilot.pause(0.005)
            if note := str(form.query_one(".panel-note").render()):
                break
        assert note.startswith("?") and said[0 if language == "zh" else 1] in note
        assert form.field("next_on").has_class("-doubtful") and not fake.visits()
        await pilot.press("ctrl+s")
        for _ in range(200):
            await pilot.pause(0.005)
            if fake.visits():
                break
        assert [draft.summary for draft in fake.visits()] == ["ok"]


async def test_a_contact_without_phone_is_asked_about(book: Workspace) -> None:
    async with driving(book, "clients", (80, 24)) as driver, opened(driver, FORMS["contact"]) as form:
        await driver.text("Li")
        await driver.keys("ctrl+s")
        await driver.settle()
        assert "Li 没有电话；再按 ^S" in driver.screen_text
        assert driver.app.focused is form.field("phone").control
        await driver.text("13800138000")
        assert "> 138 0013 8000" in driver.screen_text


# typing -------------------------------------------------------------------------------------------------


async def test_typing_is_undone_by_words_and_repeated(book: Workspace) -> None:
    """`^Z` in a field never undoes what was done to the book."""
    async with driving(book, "clients", (80, 24)) as driver, opened(driver, FORMS["visit"]) as form:
        await driver.text("two words")
        summary = form.field("summary")
        for key, text in (
            ("ctrl+z", "two "),
            ("ctrl+z", ""),
            ("ctrl+z", ""),
            ("ctrl+y", "two "),
            ("ctrl+y", "two words"),
        ):
            await driver.keys(key)
            assert summary.value == text
        await driver.keys("ctrl+w")
        assert summary.value == "two "
        await driver.keys("ctrl+z")
        assert summary.value == "two words"


def test_a_new_step_forgets_what_was_undone() -> None:
    history = TypingHistory()
    history.note("", "a")
    history.note("a", "ab")
    history.note("ab", "xyz")
    assert history.undo("xyz") == "ab"
    history.note("ab", "abc")
    assert history.redo("abc") == "abc"
    assert history.undo("abc") == "ab" and history.undo("ab") == ""


async def test_pasted_lines_all_arrive(book: Workspace) -> None:
    """Input would keep the first line only; a field of several lines keeps them as they are."""
    async with driving(book, "clients", (80, 24)) as driver:
        for name, field, pasted in (
            ("visit", "summary", "one two three"),
            ("event", "text", "one\ntwo\nthree"),
        ):
            async with opened(driver, FORMS[name]) as form:
                driver.app.post_message(events.Paste("one\ntwo\nthree"))
                await driver.settle()
                assert form.field(field).value == pasted


async def test_enter_is_a_new_line_where_notes_are_long(book: Workspace) -> None:
    """The footer says so, Tab goes on, `^S` saves from there."""
    async with driving(book, "clients", (80, 24)) as driver, opened(driver, FORMS["event"]) as form:
        assert isinstance(form.field("text").control, NoteField)
        await driver.text("a")
        await driver.keys("enter")
        await driver.text("b")
        assert form.field("text").value == "a\nb" and "Enter换行" in driver.screen_text
        await driver.keys("backspace", "backspace", "ctrl+z", "tab")
        assert form.field("text").value.startswith("a")
        assert driver.app.focused is form.field("source").control


# choices ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", FORMS)
async def test_every_choice_shows_all_its_options_at_60(
    book: Workspace, name: str, language: i18n.Language
) -> None:
    i18n.use(language)
    async with driving(book, "clients", (60, 16)) as driver, opened(driver, FORMS[name]) as form:
        for choice in form.query(Choice):
            shown = str(choice.render())
            assert choice.size.height == len(shown.split("\n"))
            for option in choice.options:
                assert i18n.say(option) in shown
            for line in shown.split("\n"):
                assert len(line.rstrip()) <= choice.size.width


async def test_a_choice_wraps_and_takes_clicks_on_each_line(book: Workspace) -> None:
    """The digit of an option on the second line works, and so does a click there."""
    async with driving(book, "clients", (60, 16)) as driver, opened(driver, FORMS["override"]) as form:
        field = form.field("reason_code")
        choice: Any = field.control
        assert choice.size.height > 1
        driver.app.screen.set_focus(choice)
        await driver.keys(str(len(choice.options)))
        assert field.value == str(len(choice.options) - 1)
        await driver.pilot.click(choice, offset=(1, 0))
        assert field.value == "0"


# $EDITOR ------------------------------------------------------------------------------------------------


def script(folder: Path, body: str) -> list[str]:
    """Return an editor that runs some Python on the path it is given."""
    path = folder / "editor.py"
    path.write_text(f"import os, sys\npath = sys.argv[1]\n{body}\n", encoding="utf-8")
    return [sys.executable, str(path)]


def test_the_editor_gets_a_private_file_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """0600 in 0700, NO_COLOR as it was, UTF-8 both ways, and the folder is gone."""
    monkeypatch.setenv("NO_COLOR", "1")
    seen = tmp_path / "seen"
    editor = script(
        tmp_path,
        f"text = open(path, encoding='utf-8').read()\n"
        f"modes = [oct(os.stat(p).st_mode & 0o777) for p in (path, os.path.dirname(path))]\n"
        f"open({str(seen)!r}, 'w').write(' '.join([path, *modes, os.environ['NO_COLOR']]))\n"
        f"open(path, 'w', encoding='utf-8').write(text + '，加一句\\n')",
    )
    assert edit_in_file(editor, "谈妥") == "谈妥，加一句"
    path, *rest = seen.read_text().split()
    assert rest == [oct(stat.S_IRUSR | stat.S_IWUSR), oct(stat.S_IRWXU), "1"]
    assert not Path(path).parent.exists()


@pytest.mark.parametrize(
    "body", ["sys.exit(1)", "open(path, 'wb').write(b'\\xff\\xfe\\xfa')", "os.remove(path)"]
)
def test_an_editor_that_fails_leaves_the_text_and_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(EditorFailed):
        edit_in_file(script(tmp_path, body), "text")
    assert not list(tmp_path.glob("relmgr-*"))


def test_which_editor() -> None:
    """$VISUAL before $EDITOR, with options; what is not there is not used."""
    assert editor_command({"VISUAL": f"{sys.executable} -u", "EDITOR": "x"}) == [sys.executable, "-u"]
    assert editor_command({"VISUAL": "no-such-editor", "EDITOR": sys.executable}) == [sys.executable]
    assert editor_command({"EDITOR": '"'}) == [] == editor_command({})


@pytest.mark.parametrize(
    ("before", "after", "size"),
    [("", "ab", (2, 0)), ("abc", "adc", (1, 1)), ("aa", "a", (0, 1)), ("aXa", "aa", (0, 1))],
)
def test_the_size_of_a_change(before: str, after: str, size: tuple[int, int]) -> None:
    assert change_of(before, after) == size


async def test_without_an_editor_the_field_is_zoomed(
    book: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`^O`, some lines, `^S`: the text is back in its field, on one line there, and can be undone."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with driving(book, "clients", (80, 24)) as driver:
        await driver.keys("n")
        await driver.text("Acme")
        await driver.keys("ctrl+o")
        await driver.settle()
        assert "没有可用的 $EDITOR" in driver.screen_text
        await driver.text(" one")
        await driver.keys("enter")
        await driver.text("two")
        await driver.keys("ctrl+s")
        await driver.settle()
        field: Any = driver.app.focused
        assert isinstance(field, TextField) and field.value == "Acme one two"
        assert "编辑器：+8 -0 字" in driver.screen_text
        await driver.keys("ctrl+z")
        assert field.value == "Acme"
