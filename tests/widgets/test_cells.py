"""Text in cells: exact widths, no half characters, nothing that moves the cursor."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from relmgr.widgets.cells import cut, fit, harmless


@given(st.text(), st.integers(1, 40), st.booleans())
def test_a_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int, right: bool) -> None:
    """Cut and padded by cells, whatever the text is."""
    assert cell_len(fit(text, width, right=right)) == width


@given(st.text(), st.integers(1, 40))
def test_a_cut_text_is_at_most_as_wide(text: str, width: int) -> None:
    """Cutting never pads."""
    assert cell_len(cut(text, width)) <= width


@given(st.text())
def test_a_harmless_text_stays_on_its_line(text: str) -> None:
    """No control character and no direction mark is left."""
    clean = harmless(text)
    assert not set(clean) & set("\n\r\t\x1b\x00\u202e\u200d\u2066")
    assert harmless(clean) == clean


def test_a_face_has_the_width_that_terminals_give_it() -> None:
    """A skin tone that some terminals join and others paint would move the columns behind it."""
    assert fit("👨🏿王总", 6) == "👨王总"


def test_wide_characters_are_not_halved() -> None:
    """The odd cell is a blank."""
    assert fit("华能电力", 5) == "华能 "
    assert fit("12", 5, right=True) == "   12"


def test_a_figure_is_never_cut() -> None:
    """Half a number is another number."""
    assert fit("1,234,567", 8, right=True) == "########"
    assert fit("1,234,56", 8, right=True) == "1,234,56"
