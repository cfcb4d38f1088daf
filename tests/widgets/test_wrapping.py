"""Wrapped text keeps every character and never leaves its width."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from relmgr.domain.values import Tier
from relmgr.widgets.step_chart import step_chart
from relmgr.widgets.text_pane import flowed
from relmgr.widgets.wrapping import wrapped


@given(st.text(st.sampled_from("ab c中文，。x1-[/] "), max_size=200), st.integers(8, 40))
def test_nothing_is_lost(text: str, width: int) -> None:
    """Only blanks go, and no line is longer than the width."""
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)


def test_words_stay_whole() -> None:
    """Latin words break at blanks, Chinese anywhere."""
    assert wrapped("alpha beta gamma", 11) == ["alpha beta", "gamma"]
    assert wrapped("使用前须由银行确认", 8) == ["使用前须", "由银行确", "认"]


def test_punctuation_stays_with_its_word() -> None:
    """A line does not begin with what closes, nor end with what opens."""
    assert wrapped("须由银行确认。后再用", 12) == ["须由银行确", "认。后再用"]
    assert wrapped("依据《流动资金贷款办法》（试行）执行", 10) == [
        "依据《流动",
        "资金贷款办",
        "法》（试",
        "行）执行",
    ]


def test_chinese_flows_on_after_latin_words() -> None:
    """A pane fills its lines where Textual would begin a new one after each blank, and styles stay in place."""
    said = Content.assemble("CNY 320.0m ", ("该客户敞口较大且评级下调", "bold"), "\n\n  缩进")
    shown = flowed(said, 20)
    assert shown.plain.split("\n") == ["CNY 320.0m 该客户敞", "口较大且评级下调", "", "  缩进"]
    assert [shown.plain[span.start : span.end] for span in shown.spans] == ["该客户敞", "口较大且评级下调"]


def test_steps_are_ascii_and_aligned() -> None:
    """One line per tier between the best and the worst, unknown quarters blank."""
    chart = step_chart([("Q3", None), ("Q4", Tier.C), ("Q1", Tier.A)])
    assert chart == ["A |        ====", "B |", "C |    ====", "  +Q3--Q4--Q1--"]
    assert step_chart([("Q1", None)]) == []
