"""Fewer bytes paint the same picture."""

from typing import Any

import pyte
from hypothesis import given
from hypothesis import strategies as st

from relmgr.opening.thrift import thrifty

COLOURS = st.sampled_from(["31", "97", "38;2;1;2;3", "38;5;9", "39", ""])
GROUNDS = st.sampled_from(["41", "107", "48;2;4;5;6", "48;5;7", "49", ""])
ATTRIBUTES = st.lists(st.sampled_from(["1", "3", "4", "7", "9"]), max_size=3)
TEXTS = st.sampled_from(["a", "中", " ", "", "\x1b[3;2H", "x y"])


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """Return a piece as Textual writes it: codes, text, reset; sometimes without the reset."""
    codes = ";".join(filter(None, [*draw(ATTRIBUTES), draw(COLOURS), draw(GROUNDS)]))
    text = draw(TEXTS)
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and draw(st.booleans()) else f"{text}\x1b[0m"


def _painted(data: str) -> list[list[object]]:
    screen = pyte.Screen(20, 4)
    pyte.Stream(screen).feed(data)
    return [[_seen(screen.buffer[y][x]) for x in range(20)] for y in range(4)]


def _seen(cell: Any) -> object:
    lines = (cell.underscore, cell.reverse, cell.strikethrough)
    return cell if cell.data != " " or any(lines) else cell.bg


@given(st.lists(pieces(), max_size=12).map("".join))
def test_the_picture_is_the_same_and_never_longer(data: str) -> None:
    """Every cell has the same character, colours and attributes, and nothing stays set."""
    after = "\x1b[4;1Hend"
    assert _painted(thrifty(data) + after) == _painted(data + after)
    assert len(thrifty(data)) <= len(data)


def test_a_line_names_its_ground_once() -> None:
    """Only what changes between two pieces is sent."""
    ground = "48;2;18;20;22"
    line = f"\x1b[38;2;1;1;1;{ground}mab\x1b[0m\x1b[1;38;2;2;2;2;{ground}mc\x1b[0m\x1b[38;2;1;1;1;{ground}md\x1b[0m"
    assert thrifty(line) == f"\x1b[38;2;1;1;1;{ground}mab\x1b[1;38;2;2;2;2mc\x1b[22;38;2;1;1;1md\x1b[0m"


def test_what_is_not_understood_is_left_alone() -> None:
    """Sequences of other kinds pass through."""
    odd = "\x1b[58;5;1mx\x1b[0m"
    assert thrifty(odd) == odd
    assert thrifty("\x1b[?25l") == "\x1b[?25l"
