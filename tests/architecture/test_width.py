"""What relmgr writes has one width in every terminal: no characters that East Asian ones draw wider.

`ux.md`'s rule for columns: a character of ambiguous width (Unicode Annex 11, class A) is one cell here and two
there, so that a column behind it moves.
"""

import ast
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2] / "relmgr"

READ_NOT_WRITTEN = {
    "commands/everywhere.py": "·×",  # keys that an input method sends for ` and *
    "domain/currencies.py": "€",  # how a list may spell a currency
    "domain/import_cells.py": "—‰√×",  # how a list may write "missing", a ratio, yes and no
    "domain/import_headers.py": "·",  # what is dropped from a heading
    "widgets/glyph_probe.py": "─",  # what the terminal is asked about
    "widgets/glyphs.py": "─│█═‘’“”—–―…·•×÷±°→←↑↓≠≤≥※●○◆■□▲▼★☆√‰€§℃®",  # spelt otherwise; lines
    "widgets/wrapping.py": "‘’“”",  # what a line of the person's text may not begin or end with
}
"""Characters that are recognised in what a person or a file gives, and never painted."""


def _ambiguous(text: str) -> set[str]:
    return {character for character in text if unicodedata.east_asian_width(character) == "A"}


def _docstrings(tree: ast.Module) -> set[int]:
    bodies = (getattr(node, "body", None) for node in ast.walk(tree))
    firsts = (statement for body in bodies if isinstance(body, list) for statement in body)
    return {id(s.value) for s in firsts if isinstance(s, ast.Expr)}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def test_no_text_of_the_code_has_characters_of_ambiguous_width() -> None:
    """Every string constant outside docstrings, but for the tables that read input."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        allowed = set(READ_NOT_WRITTEN.get(path.relative_to(ROOT).as_posix(), ""))
        ignored = _docstrings(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in ignored:
                wrong = _ambiguous(node.value) - allowed
                if wrong:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno} {''.join(sorted(wrong))}")
    assert found == []


def test_no_text_of_the_data_has_characters_of_ambiguous_width() -> None:
    """The values of every TOML file that comes with relmgr; comments are never painted."""
    files = sorted(ROOT.rglob("*.toml"))
    assert files
    data = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in files}
    found = {name: set().union(*map(_ambiguous, _strings(values))) for name, values in data.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
