"""Lines and bars follow what the terminal can draw; data has one width whatever a person typed."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.widgets import glyphs
from relmgr.widgets.cells import fit, harmless


@pytest.fixture(autouse=True)
def _ascii() -> Iterator[None]:
    yield
    glyphs.use("ascii")


def wide(text: str) -> list[str]:
    """Return the characters of ambiguous width."""
    return [one for one in text if unicodedata.east_asian_width(one) == "A"]


@given(st.text())
def test_in_ascii_nothing_is_ambiguous(text: str) -> None:
    """Whatever was typed or imported."""
    assert wide(harmless(text)) == []


def test_what_is_typed_every_day_is_spelt_the_same_way_in_both() -> None:
    """Quotes, dashes, ellipsis, circled numbers."""
    typed = "\u201cA\u80a1\u201d\u00b7\u2460\u2026 3\u00d72"
    for mode in ("ascii", "unicode"):
        glyphs.use("unicode" if mode == "unicode" else "ascii")
        assert harmless(typed) == '"A\u80a1".1.. 3x2'


def test_letters_stay_where_the_terminal_draws_them_one_cell_wide() -> None:
    """A Greek name is not lost where it can be shown."""
    assert fit("\u0391\u03b2", 4) == "??  "
    glyphs.use("unicode")
    assert fit("\u0391\u03b2", 4) == "\u0391\u03b2  "


def test_lines_have_one_length_in_both() -> None:
    """Only the character differs."""
    drawn = {}
    for mode in ("ascii", "unicode"):
        glyphs.use("unicode" if mode == "unicode" else "ascii")
        drawn[mode] = (
            glyphs.titled("x"),
            glyphs.titled("x", 9),
            glyphs.bar(3),
            glyphs.step(2),
            glyphs.side(),
        )
    assert [len(one) for one in drawn["ascii"]] == [len(one) for one in drawn["unicode"]]
    assert drawn["ascii"] == ("-- x --", "-- x ---------", "###", "==", "|")
    assert not drawn["unicode"][2].isascii()
