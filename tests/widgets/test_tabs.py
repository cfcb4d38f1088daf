"""Tabs fit their row, and the shown one is always among them."""

from hypothesis import given
from hypothesis import strategies as st

from relmgr.widgets.tabs import tab_line

LABELS = ["概览", "联系人4", "授信6", "指标/分层", "拜访18", "预警1", "待办", "笔记/其他"]


@given(st.integers(0, 7), st.integers(20, 100))
def test_the_shown_tab_is_always_there(shown: int, room: int) -> None:
    """In whatever room, and nothing beyond it."""
    line = tab_line(LABELS, shown, room)
    assert f"[{LABELS[shown]}]" in line.plain and line.cell_length <= room


def test_where_there_is_room_all_are_there() -> None:
    """What does not fit is announced by `<` and `>`."""
    assert tab_line(["a", "b", "c"], 1, 20).plain == "a  [b]  c"
    assert tab_line(["aaaa", "bbbb", "cccc"], 2, 14).plain == "< bbbb  [cccc]"
    assert tab_line(["aaaa", "bbbb", "cccc"], 0, 14).plain == "[aaaa]  bbbb >"
