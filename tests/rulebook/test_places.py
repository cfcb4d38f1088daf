"""Every key of a TOML text is found where it stands, whatever way of writing TOML allows it was written in."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.rulebook.loader import DATA
from relmgr.rulebook.places import KeyPath, TomlText, lines_of

TEXT = '''
top = 1
"quoted key" = 'literal # no comment'
a.b.c = [1, [2, 3], { d = "]}", e = """
two lines ]
""" }] # a comment = with a sign

[table]
x = { y.z = 1, w = [] }   # in one line
[table.inner]
when = 2026-11-23T10:00:00Z
[[list]]
n = 1
[[list.parts]]
p = """a\\"""b"""
[[list.parts]]
p = 2
[[list]]
n = 2
[list.more]
m = [
  # inside
  "one",
  "two",
]
'''


def every_path(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    pairs: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from every_path(inner, (*path, key))


FILES = sorted(DATA.glob("*.toml"))


@pytest.mark.parametrize("text", [TEXT, *(path.read_text("utf-8") for path in FILES)])
def test_the_keys_are_those_of_the_parser_and_stand_on_their_lines(text: str) -> None:
    lines = lines_of(text)
    assert set(lines) == set(every_path(tomllib.loads(text)))
    rows = text.split("\n")
    for path, line in lines.items():
        if isinstance(path[-1], str):
            assert path[-1] in rows[line - 1]


def test_lines_are_those_an_editor_counts() -> None:
    lines = lines_of(TEXT)
    assert lines[("top",)] == 2
    assert lines[("a", "b", "c", 2, "e")] == 4
    assert lines[("table", "x", "y", "z")] == 9
    assert lines[("list", 0, "parts", 1)] == 16
    assert lines[("list", 1, "more", "m", 1)] == 24
    assert lines_of(TEXT.replace("\n", "\r\n"))[("list", 1, "more", "m", 1)] == 24


def test_what_is_not_there_stands_where_its_table_does() -> None:
    text = TomlText("x.toml", TEXT)
    assert text.line_of(("list", 1, "title", "zh")) == 18
    assert text.line_of(("nothing",)) == 1


KEYS = st.from_regex(r"[a-z_-]{1,6}", fullmatch=True)
SCALARS = st.sampled_from(
    ["1", "-2.5", "true", '"a b"', "'#'", '"\\"]"', "2026-01-01", '"""x\ny"""', "'''}\n'''", "1e3"]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.dictionaries(KEYS, inner, max_size=3).map(
            lambda items: "{ " + ", ".join(f"{key} = {value}" for key, value in items.items()) + " }"
        ),
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(KEYS, VALUES, max_size=4), st.lists(st.dictionaries(KEYS, VALUES, max_size=3), max_size=3)
)
def test_any_document_is_walked_like_the_parser_does(
    top: dict[str, str], tables: list[dict[str, str]]
) -> None:
    rows = [f"{key} = {value}" for key, value in top.items()]
    for table in tables:
        rows += ["[[TABLES]]", *(f"{key} = {value}  # ]" for key, value in table.items())]
    text = "\n".join(rows)
    assert set(lines_of(text)) == set(every_path(tomllib.loads(text)))
