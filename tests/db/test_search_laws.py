"""What of a name, code or phone is typed, its client matches; nothing that can be typed is an error."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from relmgr.db.search import fold, is_han, match, match_beginning, match_whole, squeezed
from relmgr.db.search_words import index_text
from relmgr.db.spelling import readings
from relmgr.workspace import Workspace

COMMON = (
    "重庆长江银行中国电力华能源北京上海安徽南方车行乐会大合家厂广石西藏单仇曾区查尉迟股份集团有限责任公司"
)
HAN = st.one_of(
    st.sampled_from(COMMON), st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, categories=["Lo"])
)
NAMES = st.one_of(
    st.text(HAN, min_size=1, max_size=14),
    st.text(st.one_of(HAN, st.sampled_from("aTzL3 (）·")), min_size=1, max_size=14),
).filter(lambda name: any(is_han(c) for c in name))
KEPT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


@pytest.fixture
def connection(book: Workspace) -> Iterator[Any]:
    """Return a connection to an empty book."""
    connection = book.book.connect()
    yield connection
    connection.close()


def finds(connection: Any, words: str, wanted: str | None) -> bool:
    """Tell whether a client with these index words answers to a query."""
    connection.execute("BEGIN")
    connection.execute("INSERT INTO client_fts (rowid, t) VALUES (7, ?)", (words,))
    found = connection.execute("SELECT rowid FROM client_fts WHERE client_fts MATCH ?", (wanted,)).fetchall()
    connection.execute("ROLLBACK")
    return bool(found == [(7,)])


@KEPT
@given(name=NAMES, data=st.data())
@example(name="TCL科技集团", data=None).via("letters beside Chinese")
def test_any_piece_of_a_name_finds_it(connection: Any, name: str, data: st.DataObject | None) -> None:
    """From any character to any other, as it stands."""
    start = data.draw(st.integers(0, len(name) - 1)) if data else 0
    end = data.draw(st.integers(start + 1, len(name))) if data else 3
    piece = name[start:end]
    wanted = match(piece)
    begins_inside = start and not is_han(fold(name[start])[:1]) and name[start - 1].isalnum()
    if wanted is not None and not begins_inside:
        assert finds(connection, index_text([name], [], [], []), wanted), piece


@KEPT
@given(name=NAMES, data=st.data())
def test_pinyin_and_initials_from_any_syllable_find_it(
    connection: Any, name: str, data: st.DataObject
) -> None:
    """In every reading, of any length, without blanks."""
    reading, _ = data.draw(st.sampled_from(readings(squeezed(name))))
    start = data.draw(st.integers(0, len(reading) - 1))
    words = index_text([name], [], [], [])
    for spelled in ("".join(reading[start:]), "".join(s[0] for s in reading[start:])):
        typed = spelled[: data.draw(st.integers(1, len(spelled)))]
        assert finds(connection, words, match(typed)), typed


@KEPT
@given(name=NAMES, data=st.data())
def test_a_beginning_is_a_beginning(connection: Any, name: str, data: st.DataObject) -> None:
    """Names, pinyin and initials from the first character on; the whole name is exactly this."""
    reading, _ = readings(squeezed(name))[0]
    words = index_text([name], [], [], [])
    for text in (squeezed(name), "".join(reading), "".join(s[0] for s in reading)):
        typed = text[: data.draw(st.integers(1, len(text)))]
        assert finds(connection, words, match_beginning(typed)), typed
    assert finds(connection, words, match_whole(f" {name} "))
    assert not finds(connection, words, match_whole(f"{name}x"))


@KEPT
@given(text=st.one_of(st.text(max_size=40), st.text("\"*^~()-:+ORANDNEAR{}[]\\'%_;", max_size=40)))
@example(text="x" * 500)
@example(text="重" * 500)
@example(text='"a" OR * NEAR(b) ^c :d {e}')
@example(text="مصرف الراجحي 😀 👩‍👩‍👧 ﷽ 𰻝")
@example(text="zhongguohuanenghuadianzhongguohuanenghuadianzhongguohuanenghuadian")
def test_nothing_that_is_typed_is_an_error(connection: Any, text: str) -> None:
    """Punctuation, operators, quotes, anything."""
    for wanted in (match(text), match_beginning(text), match_whole(text)):
        if wanted is not None:
            connection.execute("SELECT rowid FROM client_fts WHERE client_fts MATCH ?", (wanted,)).fetchall()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("重庆钢铁股份有限公司", ("chongqing", "cqgt", "zhongqing", "zqgt", "qgt", "gangtie", "cq gt")),
        ("长江电力股份有限公司", ("changjiang", "cjdl", "zhangjiang", "zjdl", "jdl", "dl cj")),
        ("南京银行股份有限公司", ("yinhang", "yh", "yinxing", "yx", "njyhgf", "hanggu", "京银")),
        (
            "中国华能集团",
            ("huanen", "huaneng", "zhongguo", "guohua", "华能", "能", "ｈｎ", "ＨＮ", "华n", "hn 集团"),
        ),
        ("TCL科技集团", ("tcl", "tclkj", "kj", "科技", "tclkeji", "TCL科技")),
        ("Blue Ridge Capital Ltd", ("blue", "ridge", "brc", "rc", "blueridgecap", "Blue Rid", "capital b")),
    ],
)
def test_names_people_type(connection: Any, name: str, typed: tuple[str, ...]) -> None:
    """Polyphones in both readings, from inside the name, mixed, full-width."""
    for text in typed:
        assert finds(connection, index_text([name], [], [], []), match(text)), text


def test_codes_people_and_phones(connection: Any) -> None:
    """Codes from their beginning, with or without what stands between; phones from both ends."""
    words = index_text(
        ["青禾"], ["C-1042", "91350100M000100Y43"], ["王建国"], ["+86 139 0000 2211"], ["青山集团"]
    )
    for text in ("c-10", "C1042", "9135", "913501", "91350100m000100y43", "wjg", "建国", "2211", "02211",
                 "00002211", "139 0000", "13900002211", "qsjt", "qh 2211"):  # fmt: skip
        assert finds(connection, words, match(text)), text
    for text in ("1043", "2212", "王国", "390000"):
        assert not finds(connection, words, match(text)), text
    assert not finds(connection, words, match_whole("王建国"))
