"""Wrapped text keeps every character and never leaves its width."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from relmgr.domain.values import Tier
from relmgr.widgets.step_chart import step_chart
from relmgr.widgets.wrapping import wrapped


@given(st.text(st.sampled_from("ab c中文，。x1-[/] "), max_size=200), st.integers(8, 40))
def test_nothing_is_lost(text: str, width: int) -> None:
    """Only blanks go; closing punctuation may stand one character beyond the edge."""
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line.rstrip("，。")) <= width for line in lines)


def test_words_stay_whole() -> None:
    """Latin words break at blanks, Chinese anywhere."""
    assert wrapped("alpha beta gamma", 11) == ["alpha beta", "gamma"]
    assert wrapped("使用前须由银行确认", 8) == ["使用前须", "由银行确", "认"]


def test_steps_are_ascii_and_aligned() -> None:
    """One line per tier between the best and the worst, unknown quarters blank."""
    chart = step_chart([("Q3", None), ("Q4", Tier.C), ("Q1", Tier.A)])
    assert chart == ["A |        ====", "B |", "C |    ====", "  +Q3--Q4--Q1--"]
    assert step_chart([("Q1", None)]) == []
