"""The first frame in a real terminal: Textual paints the same picture over it, and keys typed ahead arrive."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.terminal import Terminal
from relmgr.opening.last_place import NAME

RELMGR = (sys.executable, "-m", "relmgr")
PLAIN = {"COLORTERM": "truecolor", "NO_COLOR": ""}
LAST_KEY = {"zh": "帮助", "en": "Help"}
"""What the first frame paints last."""
COUNTED = {"zh": r"4预警\d", "en": r"4Warn\d"}
"""What Textual paints last: the counts of the queues."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a demo book that was left at the client list, on a terminal that was asked before."""
    folder = tmp_path_factory.mktemp("handover") / "book"
    subprocess.run([*RELMGR, "demo", "--keep", str(folder)], check=True, stdout=subprocess.DEVNULL)
    (folder / NAME).write_text("clients", encoding="ascii")
    (folder / "config.toml").write_text('glyphs = "ascii"\n', encoding="utf-8")
    return folder


def _cells(terminal: Terminal, rows: range) -> list[list[tuple[object, ...]]]:
    """Return what one sees of some rows; a blank shows its ground only."""
    seen: list[list[tuple[object, ...]]] = []
    for y in rows:
        cells = (terminal.screen.buffer[y][x] for x in range(terminal.columns))
        seen.append(
            [
                (c.bg,)
                if c.data == " " and not c.reverse
                else (c.data, c.fg, c.bg, c.bold, c.reverse, c.underscore)
                for c in cells
            ]
        )
    return seen


@pytest.mark.parametrize(
    ("language", "columns", "rows", "environment"),
    [
        ("zh", 100, 30, PLAIN),
        ("en", 80, 24, PLAIN),
        ("en", 100, 30, {"COLORTERM": "", "NO_COLOR": ""}),
        ("zh", 100, 30, {"COLORTERM": "truecolor", "NO_COLOR": "1"}),
    ],
)
def test_textual_paints_the_same_picture(
    home: Path, language: str, columns: int, rows: int, environment: dict[str, str]
) -> None:
    """Rows, colours and keys stay where the first frame has put them; counts and the preview come later."""
    with Terminal(
        [*RELMGR, "--home", str(home), "--lang", language], columns, rows, environment=environment
    ) as terminal:
        terminal.wait_for(LAST_KEY[language])
        frame, footer = _cells(terminal, range(1, 12)), _cells(terminal, range(rows - 1, rows))
        terminal.wait_for(COUNTED[language])
        width = (
            61 if columns >= 96 else columns - 1
        )  # the bar fits the preview below, whose height is not known yet
        painted = _cells(terminal, range(1, 12))
        assert [row[:width] for row in frame] == [row[:width] for row in painted]
        assert footer == _cells(terminal, range(rows - 1, rows))


def test_the_alternate_screen_is_entered_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entering clears it, so Textual goes on where the first frame stands; it is left once, at the end."""
    heard = bytearray()
    read = os.read

    def listen(descriptor: int, most: int) -> bytes:
        data = read(descriptor, most)
        heard.extend(data)
        return data

    monkeypatch.setattr("bench.terminal.os.read", listen)
    with Terminal([*RELMGR, "--home", str(home), "--lang", "zh"], environment=PLAIN) as terminal:
        terminal.wait_for(COUNTED["zh"])
        terminal.send("ctrl+q")
        until = time.perf_counter() + 10
        while b"[?1049l" not in heard and time.perf_counter() < until:
            terminal.pump(0.2)
    assert (heard.count(b"[?1049h"), heard.count(b"[?1049l"), heard.count(b"[2J")) == (1, 1, 0)


def test_keys_typed_ahead_land(home: Path) -> None:
    """What is typed before anything is painted moves the cursor, and Enter opens the row it stands on."""
    with Terminal([*RELMGR, "--home", str(home), "--lang", "zh"], environment=PLAIN) as terminal:
        terminal.wait_for(LAST_KEY["zh"])
        third = re.search(r"\n> .*\n .*\n  (\S+)", terminal.text())
        assert third is not None
        terminal.send("j", "j", "enter")
        terminal.wait_for(rf"(?s)^[^\n]*\n[^\n]*{third[1][:3]}.*概览")


def test_a_place_that_has_no_early_rows_shows_its_frame(home: Path) -> None:
    """The place is marked in the nav row before its screen is there."""
    place = home / NAME
    place.write_text("warnings", encoding="ascii")
    try:
        with Terminal([*RELMGR, "--home", str(home), "--lang", "zh"], environment=PLAIN) as terminal:
            terminal.wait_for(r"\[4预警")
            terminal.wait_for("帮助")
            terminal.send("1")
            terminal.wait_for(r"\[1今日")
            terminal.settle(0.3)
        assert place.read_text(encoding="ascii") == "today"
    finally:
        place.write_text("clients", encoding="ascii")
