"""Credit codes are checked, and a wrong one is told what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.errors import Invalid
from relmgr.exchange.uscc import check_uscc


def test_a_right_code_is_compacted() -> None:
    assert check_uscc(" 9111 0000-600037341l ") == "91110000600037341L"


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("12345", "has 5 characters"),
        ("91110000600037341M", "check digit"),
        ("91110000600037314L", "check digit"),
        ("A1110000600037341L", "not allowed"),
        ("91110000I00037341L", "not allowed"),
    ],
)
def test_a_wrong_code_is_told_why(code: str, part: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_uscc(code)
    assert part in caught.value.words.en
    assert code in caught.value.words.zh


@given(st.text(max_size=20))
def test_any_text_is_a_code_or_refused(text: str) -> None:
    try:
        assert len(check_uscc(text)) == 18
    except Invalid as refusal:
        assert refusal.field == "uscc"
