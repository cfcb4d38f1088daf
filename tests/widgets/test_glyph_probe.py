"""How wide a terminal draws: asked once, never losing a key, and never leaving the terminal changed."""

import os
import pty
import select
import sys
import termios
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from relmgr.widgets import glyph_probe
from relmgr.widgets.glyph_probe import NO_ANSWER, ONE, TWO, Heard, listen
from relmgr.widgets.terminal import Terminal, terminal

HERE = Terminal("kitty", True, False, "", "truecolor", False, True)


def hearing(*pieces: bytes) -> Callable[[float], bytes]:
    """Return a reader that hears these pieces, then nothing."""
    rest = list(pieces)
    return lambda _wait: rest.pop(0) if rest else b""


@pytest.mark.parametrize(
    ("pieces", "heard"),
    [
        ((b"\x1b[2;3R",), Heard(ONE)),
        ((b"\x1b[2;4R",), Heard(TWO)),
        ((b"\x1b[", b"2;3", b"R"), Heard(ONE)),
        ((b"2v", b"\x1b[2;3Rhn"), Heard(ONE, b"2vhn")),
        ((b"2v",), Heard(NO_ANSWER, b"2v")),
        ((b"\x1b[1;1R",), Heard(NO_ANSWER)),
    ],
)
def test_the_answer_and_the_keys_are_told_apart(pieces: tuple[bytes, ...], heard: Heard) -> None:
    """However it arrives; what is no answer was typed."""
    assert listen(hearing(*pieces), 0.01) == heard


def test_what_is_drawn_follows_choice_answer_and_encoding() -> None:
    """A choice wins; no answer and two cells are ASCII; so is a terminal without UTF-8."""
    assert glyph_probe.wanted("auto", HERE, ONE) == "unicode"
    assert {glyph_probe.wanted("auto", HERE, cells) for cells in (TWO, NO_ANSWER, "")} == {"ascii"}
    assert (
        glyph_probe.wanted("unicode", HERE, TWO) == "unicode"
        and glyph_probe.wanted("ascii", HERE, ONE) == "ascii"
    )
    assert glyph_probe.wanted("auto", terminal({"TERM": "xterm", "LC_ALL": "C"}), ONE) == "ascii"


def test_a_terminal_is_remembered(tmp_path: Path) -> None:
    """Each by what it calls itself; a broken file means that nothing is known."""
    file = tmp_path / "deep" / "terminals.json"
    glyph_probe.keep_cells(HERE, TWO, file)
    assert glyph_probe.known_cells(HERE, file) == TWO
    assert glyph_probe.known_cells(terminal({"TERM": "xterm", "SSH_CONNECTION": "1"}), file) == ""
    file.write_text("{", encoding="utf-8")
    assert glyph_probe.known_cells(HERE, file) == ""


@contextmanager
def a_line(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Give the master side of a pseudo-terminal that is standard input and output meanwhile."""
    master, slave = pty.openpty()
    with (
        open(slave, closefd=False) as reader,
        open(slave, "w", closefd=False) as writer,
        monkeypatch.context() as here,
    ):
        here.setattr(sys, "stdin", reader)
        here.setattr(sys, "stdout", writer)
        yield master
    os.close(master)
    os.close(slave)


def _answer(master: int, reply: bytes) -> None:
    heard = b""
    while b"\x1b[6n" not in heard:
        heard += os.read(master, 256)
    os.write(master, reply)


def test_a_real_line_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Raw only while the answer is awaited."""
    with a_line(monkeypatch) as line:
        before = termios.tcgetattr(sys.stdin.fileno())
        answering = threading.Thread(target=_answer, args=(line, b"x\x1b[2;4R"))
        answering.start()
        assert glyph_probe.ask(5.0) == Heard(TWO, b"x")
        answering.join()
        assert termios.tcgetattr(sys.stdin.fileno()) == before


def test_keys_typed_ahead_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked, and the next reader finds them."""
    with a_line(monkeypatch) as line:
        os.write(line, b"2v\n")
        select.select([sys.stdin], [], [], 5.0)
        assert glyph_probe.ask(0.05) == Heard("")
        assert os.read(sys.stdin.fileno(), 16) == b"2v\n"
