"""A real process, killed or hung up on while somebody types: at most a second is lost, and the draft is offered."""

import signal
import sys
from pathlib import Path

import pytest

from bench.draft_kills import CLIENT, DraftBook, end, kill_round
from bench.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@pytest.fixture
def draft_book(tmp_path: Path) -> DraftBook:
    """Return a book of one client."""
    book = DraftBook(tmp_path / "book")
    book.make()
    return book


def test_kill_nine_loses_at_most_a_second(draft_book: DraftBook) -> None:
    """The second round begins with the draft of the first: `form` waits for the offer."""
    for seconds in (1.0, 0.8):
        assert kill_round(draft_book, seconds) <= 1000
    assert draft_book.kept()


def test_a_hang_up_loses_nothing(draft_book: DraftBook) -> None:
    """SIGHUP keeps what was typed until then and ends the program."""
    with draft_book.form() as typist:
        typist.type_for(0.3)
        typist.terminal.wait_for(typist.text)
        end(typist.terminal, signal.SIGHUP)
        assert draft_book.kept() == typist.text


def test_notes_go_through_the_editor(draft_book: DraftBook, tmp_path: Path) -> None:
    """`E` on the client list gives the terminal away, keeps what the editor saved, and `u` takes it back."""
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys\nprint('IN THE EDITOR')\nopen(sys.argv[1], 'w', encoding='utf-8').write('见过两次\\n')\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "bench.open_book", str(draft_book.folder), "clients"]
    environment = {"EDITOR": f"{sys.executable} {editor}", "VISUAL": ""}
    with Terminal(command, environment=environment) as terminal:
        terminal.wait_for(CLIENT, timeout=60)
        terminal.send("E")
        terminal.wait_for("已改写：\\+4 -0 字", timeout=60)
        terminal.wait_for(CLIENT)
        terminal.send("u")
        terminal.wait_for("改写笔记", timeout=60)
        end(terminal, signal.SIGTERM)


def test_a_field_goes_through_the_editor_and_back(draft_book: DraftBook, tmp_path: Path) -> None:
    """`^O` gives the terminal away, takes the text back, and says how large the change is."""
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys\nwith open(sys.argv[1], 'a', encoding='utf-8') as file: file.write(' 谈妥\\n')\n",
        encoding="utf-8",
    )
    with draft_book.form({"EDITOR": f"{sys.executable} {editor}", "VISUAL": ""}) as typist:
        typist.type_for(0.2)
        typist.terminal.send("\x0f")
        typist.terminal.wait_for("编辑器：\\+3 -0 字")
        typist.terminal.send("x")
        typist.terminal.wait_for("妥.?x")
        end(typist.terminal, signal.SIGTERM)
    assert draft_book.kept() == f"{typist.text} 谈妥x"
