"""Every text stands in both languages with the same places for values: read from the code, not from a list.

A text is a call of anything in relmgr that is declared with a Chinese and an English parameter side by side:
`Words(zh, en)` itself, and what makes Words of two strings (`argument(zh=…, en=…)`, `_place(…, zh_effect,
en_effect)`). Pieces that are put in when the program runs count as places too.
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2] / "relmgr"
CJK = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
PIECE = "\x00"
"""Stands for what an f-string puts in."""

BOTH_ALIKE = frozenset(
    {"ASCII", "CSV", "Excel", "HHI", "JSON", "Markdown", "OSC52", "SSH", "Unicode", "relmgr"}
)
"""Texts that are the same in both languages: names, formats, codes."""

CHINESE_IN_ENGLISH = frozenset(
    {
        "No segment is saved yet; for example: relmgr segment save EAST region=华东 tier=A,B",
        "Switch to Chinese (中文)",
        "is not understood; write 3.2亿, 8,500万, 320m or 1,234.56",
        "Language 语言",
        "中文 Chinese",
        "万",
    }
)
"""English texts that show what is typed or read in Chinese."""


class Pair(NamedTuple):
    """One text in both languages and where it stands."""

    zh: str
    en: str
    where: str


Signature = tuple[tuple[int, str, int, str], ...]
"""The places and names of the Chinese and the English parameters of something that is called."""


def _twin(name: str) -> str | None:
    """Return the English name beside a Chinese one: zh - en, zh_effect - en_effect, title_zh - title_en."""
    parts = name.split("_")
    if "zh" not in parts:
        return None
    return "_".join("en" if part == "zh" else part for part in parts)


def _pairs_of(names: list[str]) -> Signature:
    return tuple(
        (place, name, names.index(twin), twin)
        for place, name in enumerate(names)
        if (twin := _twin(name)) is not None and twin in names
    )


def signatures(trees: Mapping[str, ast.Module]) -> dict[str, Signature]:
    """Return what is called with both languages, by its name."""
    found: dict[str, Signature] = {}
    for tree in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [one.arg for one in (*node.args.args, *node.args.kwonlyargs)]
                names = names[1:] if names[:1] == ["self"] else names
            elif isinstance(node, ast.ClassDef):
                fields = (one for one in node.body if isinstance(one, ast.AnnAssign))
                names = [one.target.id for one in fields if isinstance(one.target, ast.Name)]
            else:
                continue
            if pairs := _pairs_of(names):
                found[node.name] = pairs
    return found


def _text(node: ast.expr | None) -> str | None:
    """Return the text of a literal; None where only the running program knows it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Tuple):  # several headings for the same field
        return "/".join(_text(part) or PIECE for part in node.elts)
    if isinstance(node, ast.BinOp):
        left, right = _text(node.left), _text(node.right)
        return None if left is None and right is None else (left or PIECE) + (right or PIECE)
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or PIECE for part in node.values)
    return None


def pairs_in(tree: ast.Module, known: Mapping[str, Signature], file: str) -> Iterator[Pair]:
    """Yield the texts of a module."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        named = {one.arg: one.value for one in node.keywords}
        for zh_place, zh_name, en_place, en_name in known.get(name, ()):
            zh = _text(named.get(zh_name) or (node.args[zh_place] if zh_place < len(node.args) else None))
            en = _text(named.get(en_name) or (node.args[en_place] if en_place < len(node.args) else None))
            if zh is not None and en is not None:
                yield Pair(zh, en, f"{file}:{node.lineno}")


def _in_tables(value: object, file: str) -> Iterator[Pair]:
    """Yield the texts of TOML: every key that has its twin in the same table."""
    if isinstance(value, dict):
        for key, inner in value.items():
            other = value.get(_twin(key) or "")
            if isinstance(inner, str) and isinstance(other, str):
                yield Pair(inner, other, file)
            yield from _in_tables(inner, file)
    elif isinstance(value, list):
        for inner in value:
            yield from _in_tables(inner, file)


def slots(text: str) -> list[str]:
    """Return the names of the places of a text; one of the language (`what_zh`) counts as the same in both."""
    named = (field for _, field, _, _ in Formatter().parse(text.replace(PIECE, "{}")) if field is not None)
    plain = (re.sub(r"(^|_)(zh|en)$", "", re.split(r"[.\[]", name)[0]) for name in named)
    return sorted(set(plain))


def faults(pair: Pair) -> list[str]:
    """Return what is wrong with a text."""
    found = []
    try:
        if slots(pair.zh) != slots(pair.en):
            found.append(f"{slots(pair.zh)} in Chinese, {slots(pair.en)} in English")
    except ValueError as wrong:
        found.append(str(wrong))
    if bool(pair.zh.strip()) != bool(pair.en.strip()):
        found.append("one language is empty")
    if CJK.search(pair.en) and pair.en not in CHINESE_IN_ENGLISH:
        found.append("Chinese in English")
    said = re.sub(r"\{[^}]*\}", "", pair.en)
    if LATIN_WORD.search(said) and not CJK.search(pair.zh) and pair.zh not in BOTH_ALIKE:
        found.append("not in Chinese")
    return found


@pytest.fixture(scope="module")
def catalog() -> list[Pair]:
    """Return every text of the code and the data."""
    trees = {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(ROOT.rglob("*.py"))
    }
    known = signatures(trees)
    found = [pair for file, tree in trees.items() for pair in pairs_in(tree, known, file)]
    for path in sorted(ROOT.rglob("*.toml")):
        found += _in_tables(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    return found


def test_every_text_is_whole_in_both_languages(catalog: list[Pair]) -> None:
    """The same places, neither empty, English without Chinese and Chinese not left in English."""
    found = [f"{pair.where} {wrong}: {pair.zh!r} {pair.en!r}" for pair in catalog for wrong in faults(pair)]
    assert found == []


def test_the_catalog_is_read_from_the_code(catalog: list[Pair]) -> None:
    """What is made with Words, with a helper by position, with one by name, and in TOML."""
    texts = {pair.en for pair in catalog}
    assert {"Good morning, {name}. ", "Sort", "what to write"} <= texts
    assert {pair.where.split(":")[0] for pair in catalog} >= {"warnings.toml", "scorecard.toml"}


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ('Words("{n} 户", "{n} clients")', []),
        ('Words("{n} 户", "{m} clients")', ["['n'] in Chinese, ['m'] in English"]),
        ('Words("{what_zh} 已批", "{what_en} was approved")', []),
        ('Words("{n 户", "{n} clients")', ["expected '}' before end of string"]),
        ('Words("早上好", " ")', ["one language is empty"]),
        ('Words("客户", "客户")', ["Chinese in English"]),
        ('Words("客户", "clients，all")', ["Chinese in English"]),
        ('Words("clients", "clients")', ["not in Chinese"]),
        ('words.Words(zh="客户", en="")', ["one language is empty"]),
        ('key("x", f"{n} 个 {{m}}", f"{n} of them")', ["['', 'm'] in Chinese, [''] in English"]),
    ],
)
def test_a_fault_is_found(source: str, wrong: list[str]) -> None:
    """Each kind of fault, in each way in which a text is written."""
    declared = ast.parse("class Words:\n zh: str\n en: str\ndef key(name, zh, en): pass")
    known = signatures({"declared": declared})
    found = [fault for pair in pairs_in(ast.parse(source), known, "here") for fault in faults(pair)]
    assert found == wrong
