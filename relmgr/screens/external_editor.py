"""Writing a text in the person's own editor, and in a large field where there is none.

The text lies in a private file in a private folder only while the editor runs. What an editor keeps beside it
(swap files, backups, undo histories elsewhere) is the editor's affair: docs/forms.md says so.
"""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, ComposeResult, SuspendNotSupported
from textual.widget import Widget

from relmgr import i18n
from relmgr.errors import RelmgrError
from relmgr.screens.panel import Panel
from relmgr.widgets.text_field import NoteField
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.screens.base import WorkspaceScreen

CHANGED = Words("编辑器：+{added} -{removed} 字", "editor: {added} characters added, {removed} removed")
SAME = Words("编辑器：没有改动", "editor: nothing changed")
FAILED = Words(
    "编辑器「{name}」没有正常结束，文字保持原样。请检查 $EDITOR。",
    'The editor "{name}" did not end well; the text stays as it was. Check $EDITOR.',
)
NOT_TEXT = Words(
    "编辑器存下的不是 UTF-8 文字，原文保持不变。",
    "What the editor saved is not UTF-8; the text stays as it was.",
)
ZOOMED = Words("{title}   (没有可用的 $EDITOR)", "{title}   (no usable $EDITOR)")
BACK = Words("带回", "Take back")


class EditorFailed(RelmgrError):
    """The editor could not be run, or left something that is no text."""


def editor_command(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the person's editor with its options, [] without one: $VISUAL, else $EDITOR (POSIX, ex(1))."""
    for name in ("VISUAL", "EDITOR"):
        try:
            command = shlex.split(environment.get(name, ""))
        except ValueError:  # an unbalanced quote
            continue
        if command and shutil.which(command[0]):
            return command
    return []


def edit_in_file(command: Sequence[str], text: str) -> str:
    """Run the editor on a private file and return what it saved; raises EditorFailed.

    Folder and file are for their owner only and are gone afterwards, whatever happens. Line ends at the end
    of the text are taken away: most editors add one. NO_COLOR reaches the editor as it reached relmgr.
    """
    folder = Path(tempfile.mkdtemp(prefix="relmgr-"))  # 0700
    path = folder / "text.txt"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
        try:
            # The person's own choice of program; no shell reads the line.
            ended = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603
        except OSError as error:
            raise EditorFailed(FAILED.fill(name=command[0])) from error
        if ended != 0:
            raise EditorFailed(FAILED.fill(name=command[0]))
        try:
            return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise EditorFailed(NOT_TEXT) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def change_of(before: str, after: str) -> tuple[int, int]:
    """Return how many characters lie between what begins and what ends alike: added, removed."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    return len(after) - start - end, len(before) - start - end


def _alike(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def say_change(before: str, after: str) -> str:
    """Return the size of a change as a sentence."""
    if before == after:
        return i18n.say(SAME)
    added, removed = change_of(before, after)
    return i18n.say(CHANGED, added=added, removed=removed)


class ZoomedText(Panel[str]):
    """The text in a field as large as the screen; `^S` and Esc both take it back, so that nothing is lost."""

    FULL = True
    FOOTER: ClassVar[tuple[str, ...]] = ("form.save", "form.close")
    WORDS: ClassVar[Mapping[str, Words]] = {"form.save": BACK, "form.close": BACK}

    def __init__(self, title: str, text: str) -> None:
        """Show a text under a title."""
        super().__init__()
        self.heading, self.area = title, NoteField(text)

    def compose(self) -> ComposeResult:
        """Lay out the title and the field."""
        yield self.title_line(i18n.say(ZOOMED, title=self.heading))
        yield self.area

    def first_focus(self) -> Widget:
        """Return the field, with the cursor behind the text."""
        self.area.move_cursor(self.area.document.end)
        return self.area

    def command_form_save(self) -> None:
        """Take the text back."""
        self.close(self.area.value)

    def command_form_next_empty(self) -> None:
        """Begin a new line."""
        self.area.new_line()

    def command_form_close(self) -> Any:
        """Take the text back."""
        self.close(self.area.value)


async def edit_text(screen: "WorkspaceScreen", title: str, text: str) -> str:
    """Return the text as the person left it, in their editor or in a zoomed field; raises EditorFailed.

    While the editor has the terminal nothing else may write to it, so the window waits.
    """
    if (command := editor_command()) and (edited := _in_editor(screen.app, command, text)) is not None:
        return edited
    answer = await screen.ask_person(ZoomedText(title, text))
    return text if answer is None else answer


def _in_editor(app: App[Any], command: Sequence[str], text: str) -> str | None:
    """Return what the editor saved, None where the terminal cannot be given away."""
    try:
        with app.suspend():
            return edit_in_file(command, text)
    except SuspendNotSupported:
        return None
