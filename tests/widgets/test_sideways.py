"""Columns that do not fit: every one can be brought into view, the first one stays, the title line says so."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from relmgr import i18n
from relmgr.widgets.columns import Column, column_at, heading, place, spans
from relmgr.words import Words

TITLES = (
    Words("客户", "Client"),
    Words("五级分类", "Class"),
    Words("待办", "To do"),
    Words("地区", "Region"),
)


@st.composite
def a_column(draw: st.DrawFn) -> Column[int]:
    """Return a column of any width up to 24 cells, a wide or a narrow text in it."""
    text = draw(st.sampled_from(("青禾风电有限公司", "ACME", "行7", "")))
    return Column(
        draw(st.sampled_from(TITLES)),
        (draw(st.integers(3, 24)), draw(st.integers(3, 24))),
        lambda _: text,
        right=draw(st.booleans()),
        grow=draw(st.booleans()),
        from_width=draw(st.sampled_from((0, 0, 70, 110))),
    )


@given(st.lists(a_column(), min_size=1, max_size=14), st.integers(50, 130), st.sampled_from(("zh", "en")))
def test_every_column_comes_into_view(
    columns: list[Column[int]], width: int, language: i18n.Language
) -> None:
    """One step at a time, and back again; at every step the lines fit and the titles tell what is hidden."""
    i18n.use(language)
    seen: set[int] = set()
    placing = place(columns, width)
    assert placing.before == 0
    for step in range(len(columns) + 1):
        shown = [next(n for n, c in enumerate(columns) if c is column) for column, _ in placing.columns]
        seen.update(shown)
        assert shown[0] == 0 and shown == sorted(shown)
        line = heading(placing, "", False)
        assert cell_len(line) <= width
        assert line.endswith(">") == (placing.after > 0)
        first = placing.columns[0][1]
        behind = len(placing.columns) > 1 and _cell(line, first) == "<"
        assert behind == (placing.before > 0)
        assert cell_len("".join(text for text, _ in spans(placing.columns, 1))) <= width + 1
        assert column_at(placing.columns, 0) is columns[0]
        if not placing.after:
            break
        assert place(columns, width, step + 1).before == step + 1
        placing = place(columns, width, step + 1)
    assert placing.after == 0
    assert seen == set(range(len(columns)))
    assert place(columns, width, placing.before - 1).before == max(0, placing.before - 1)


def _cell(line: str, at: int) -> str:
    """Return the character that begins at a cell."""
    left = 0
    for ch in line:
        if left >= at:
            return ch
        left += cell_len(ch)
    return ""


@given(st.lists(a_column(), min_size=1, max_size=14), st.integers(0, 20))
def test_a_wider_window_shows_what_was_out_of_view(columns: list[Column[int]], before: int) -> None:
    """Nothing stays hidden to the left where there is room for everything."""
    i18n.use("zh")
    placing = place(columns, 2_000, before)
    assert (placing.before, placing.after) == (0, 0)
    assert len(placing.columns) == len(columns)
