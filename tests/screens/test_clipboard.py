"""Copying: by OSC 52 through what lies between, into a private file where nobody knows, by a program where one is."""

import base64
import stat
import sys
from pathlib import Path

import pytest

from relmgr import i18n
from relmgr.errors import Refused
from relmgr.screens import clipboard
from relmgr.screens.clipboard import Clipboard, sequence
from relmgr.widgets import privacy
from relmgr.widgets.terminal import Terminal
from relmgr.workspace import Workspace
from tests.screens.driving import driving

KNOWN = Terminal("kitty", True, False, "", "truecolor", False, True)
UNKNOWN = Terminal("xterm-256color", False, True, "", "256", False, True)


def copied(written: str) -> str:
    """Return the text a plain sequence carries."""
    return base64.b64decode(written.removeprefix("\x1b]52;c;").removesuffix("\x07")).decode()


def copy(way: str, where: Terminal, file: Path, text: str = "华能", *command: str) -> tuple[str, str]:
    """Copy and return what was said and what was written to the terminal."""
    written: list[str] = []
    words, values = Clipboard(way, where, file, command).copy(text, written.append)
    return i18n.say(words, text=text[:8], **values), "".join(written)


def test_a_known_terminal_is_trusted(tmp_path: Path) -> None:
    """Nothing is left on the disk."""
    said, written = copy("auto", KNOWN, tmp_path / "copied")
    assert copied(written) == "华能" and said == "已复制(OSC52)：华能" and not (tmp_path / "copied").exists()


def test_where_nobody_knows_a_private_file_has_it_too(tmp_path: Path) -> None:
    """And the message says where; only its owner reads it, whatever stood there before."""
    file = tmp_path / "copied"
    file.write_text("before")
    file.chmod(0o644)
    said, written = copy("auto", UNKNOWN, file)
    assert copied(written) == "华能" and str(file) in said and file.read_text(encoding="utf-8") == "华能"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """Another's file is not overwritten through it."""
    other = tmp_path / "other"
    other.write_text("mine")
    (tmp_path / "copied").symlink_to(other)
    copy("file", KNOWN, tmp_path / "copied")
    assert other.read_text() == "mine" and (tmp_path / "copied").read_text(encoding="utf-8") == "华能"


def test_multiplexers_hand_it_on() -> None:
    """tmux gets it plain and wrapped, screen in pieces it can take."""
    plain = sequence("x", "")
    assert sequence("x", "tmux") == plain + "\x1bPtmux;\x1b" + plain + "\x1b\\"
    pieces = sequence("长" * 2000, "screen").split("\x1b\\")[:-1]
    assert len(pieces) > 5 and max(map(len, pieces)) <= 768
    assert "".join(piece.removeprefix("\x1bP") for piece in pieces) == sequence("长" * 2000, "")


def test_too_long_for_the_sequence_is_said(tmp_path: Path) -> None:
    """All of it is in the file, and nothing cut is in the clipboard."""
    said, written = copy("auto", KNOWN, tmp_path / "copied", "长" * 30_000)
    assert (
        written == ""
        and "90,000" in said
        and len((tmp_path / "copied").read_text(encoding="utf-8")) == 30_000
    )


def test_a_program_of_the_person(tmp_path: Path) -> None:
    """It gets the text on its standard input; one that fails is not believed."""
    script = f"import sys; open({str(tmp_path / 'got')!r}, 'w').write(sys.stdin.read())"
    said, written = copy("command", KNOWN, tmp_path / "copied", "abc", sys.executable, "-c", script)
    assert (tmp_path / "got").read_text() == "abc" and written == "" and "python" in said
    said, written = copy(
        "command", KNOWN, tmp_path / "copied", "abc", sys.executable, "-c", "raise SystemExit(1)"
    )
    assert copied(written) == "abc" and "OSC52" in said


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """One sentence, no crash."""
    with pytest.raises(Refused, match="copied"):
        copy("file", KNOWN, tmp_path / "nowhere" / "copied")


def test_over_ssh_no_program_of_the_other_machine_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would fill the clipboard of the server."""
    monkeypatch.setattr("shutil.which", lambda name: name)
    assert clipboard.program_here(UNKNOWN) == () and clipboard.program_here(KNOWN) == ("pbcopy",)


async def test_a_row_is_copied_masked(book: Workspace) -> None:
    """What is hidden on the screen is hidden in the clipboard."""
    async with driving(book, "clients") as driver:
        privacy.mask(True)
        driver.app.copy(privacy.name("华能电力"))
        await driver.settle()
        assert driver.app.clipboard == "华**" and "已复制" in driver.screen_text


async def test_the_file_goes_with_the_window(book: Workspace) -> None:
    """What was copied into a file does not lie there after relmgr is closed."""
    file = clipboard.private_file(book.folder)
    async with driving(book, "clients") as driver:
        driver.app.looks.chosen["clipboard"] = "file"
        driver.app.copy("13800138000")
        await driver.settle()
        assert file.read_text(encoding="utf-8") == "13800138000"
    assert not file.exists()
