"""What names may look like: JSON and plain text give them back unchanged, nothing moves the cursor."""

import io
import json
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from relmgr.cli import render
from relmgr.cli.cells import column
from relmgr.cli.report import Facts, Lines, Report, Styled, Table
from relmgr.words import Words
from tests.cli.conftest import Shell
from tests.cli.test_reading import read

NAUGHTY = (
    "[red]红[/red]贸易",
    'O\'Brien & "Söhne" <b>GmbH</b>',
    "'; DROP TABLE client; --",
    "{name} %s %(x)s $HOME 100%",
    "=1+1 公式实业",
    "𠮷野家㐀",
    "Ｆｕｌｌ Ｗｉｄｔｈ",
    "emoji 👩‍👩‍👧 公司",
    "مرحبا שלום",
    "NULL",
    "NA",
)
NONE = Words("无", "none")


def table(rows: list[list[str]]) -> Table:
    """Return a table of two columns."""
    return Table((column("甲", "a"), column("乙", "b", right=True)), rows, NONE)


def test_naughty_names_survive(empty: Shell, write: Any) -> None:
    lines = ['N{},"{}"'.format(n, name.replace('"', '""')) for n, name in enumerate(NAUGHTY)]
    path = write("n.csv", "客户编号,客户名称\n" + "\n".join(lines) + "\n")
    empty("import", path)
    stored = {row["code"]: row["name"] for row in read(empty, "book")}
    plain = empty("--plain", "book").out
    assert len(stored) == len(NAUGHTY)
    for name in stored.values():
        assert name in plain
    for n, name in enumerate(NAUGHTY):
        assert stored[f"N{n}"] == name
        ran = empty("log", f"N{n}", name, "--json")
        assert json.loads(ran.out)["draft"]["summary"] == name


def test_what_moves_the_cursor_becomes_a_blank() -> None:
    assert render.clean("a\x1b[2Jb\nc\td\u202ee\u2066f\x9bg\u2028h") == "a [2Jb c d e f g h"


SHOWN = st.text(st.sampled_from("ab 1.华能—é"), max_size=12).map(str.strip).filter(bool)


@given(st.lists(st.tuples(SHOWN, SHOWN), min_size=1, max_size=6))
def test_columns_end_in_the_same_cell(rows: list[tuple[str, str]]) -> None:
    lines = list(render.plain_lines(table([list(row) for row in rows])))
    assert len({cell_len(line) for line in lines}) == 1
    assert all(
        line.startswith(row[0]) and line.endswith(row[1]) for line, row in zip(lines[1:], rows, strict=True)
    )


def test_an_empty_table_says_so() -> None:
    assert list(render.plain_lines(table([]))) == ["无"]


def test_on_a_terminal_names_are_not_markup(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(
        None,
        (
            table([["[bold]x[/bold]", ":smile:"]]),
            Facts((("[i]n[/i]", Styled("[red]v[/red]", "bold")),), "[b]t[/b]"),
            Lines(("[blink]l[/blink]", Styled("\x1b[2J!", "dim"))),
            table([]),
        ),
    )
    render.write_rich(report)
    out = capsys.readouterr().out
    for text in (
        "[bold]x[/bold]",
        ":smile:",
        "[i]n[/i]",
        "[red]v[/red]",
        "[b]t[/b]",
        "[blink]l[/blink]",
        "无",
    ):
        assert text in out
    assert "\x1b[2J" not in out


def test_an_old_encoding_shows_escapes_instead_of_failing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    render.write_plain(Report(None, (Lines(("华能",)),)))
    stream.flush()
    assert stream.buffer.getvalue() == b"\\u534e\\u80fd\n"
