"""A saved segment as a file that another manager can take over: filter, order, columns and service strategy in TOML.

What is wrong in such a file is told with file, line, key and the nearest spelling, as in rule files.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from relmgr.domain.segment_grammar import parse_definition, spell_definition
from relmgr.domain.segments import Definition
from relmgr.domain.strategies import Segment, Strategy, View
from relmgr.errors import Invalid
from relmgr.rulebook.reading import TomlTable, parse
from relmgr.words import Words

VERSION: Final = 1
NEWER = Words("这个文件来自更新的 relmgr（版本 {n}）。", "the file is from a newer relmgr (version {n}).")
NOT_TEXTS = Words("应为文字的列表。", "must be a list of texts.")


@dataclass(frozen=True, slots=True)
class SharedView:
    """What a file holds: a segment without its place in anybody's list."""

    name: str
    definition: Definition
    view: View
    strategy: Strategy | None


def write_view(segment: Segment) -> str:
    """Return a segment as the text of a file; `read_view` reads it back."""
    lines = [
        f"version = {VERSION}",
        f"name = {_text(segment.name)}",
        f"where = {_text(spell_definition(segment.definition))}",
    ]
    if segment.view.sort:
        lines.append(f"sort = {_text(segment.view.sort)}")
    if segment.view.columns:
        lines.append(f"columns = {_texts(segment.view.columns)}")
    if (strategy := segment.strategy) is not None:
        lines += ["", "[strategy]", f"name = {_text(strategy.name)}"]
        if strategy.cadence_days is not None:
            lines.append(f"cadence_days = {strategy.cadence_days}")
        for key, texts in (("services", strategy.services), ("measures", strategy.measures)):
            if texts:
                lines.append(f"{key} = {_texts(texts)}")
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """Return a TOML basic string: JSON escapes the same characters in the same way, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _texts(texts: Collection[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def read_view(file: str, text: str, orders: Collection[str]) -> SharedView:
    """Return the segment of a file's text; raises RulebookError for what this program does not know.

    `orders` are the orders of the client book.
    """
    top = parse(file, text)
    version = top.count("version")
    if version > VERSION:
        raise top.fail("version", NEWER.fill(n=version))
    name = top.textual("name")
    definition = _definition(top)
    view = View(_order(top, orders), _list(top, "columns"))
    strategy = _strategy(top) if top.has("strategy") else None
    top.finish()
    return SharedView(name, definition, view, strategy)


def _definition(top: TomlTable) -> Definition:
    try:
        return parse_definition(top.textual("where"))
    except Invalid as error:
        raise top.fail("where", error.words) from error


def _order(top: TomlTable, orders: Collection[str]) -> str:
    order = top.textual("sort", "")
    if order and order.removeprefix("-") not in orders:
        raise top.fail("sort", top.not_one_of(order, orders))
    return order


def _strategy(top: TomlTable) -> Strategy:
    table = top.table("strategy")
    days = table.count("cadence_days") if table.has("cadence_days") else None
    name, services, measures = table.textual("name"), _list(table, "services"), _list(table, "measures")
    table.finish()
    try:
        return Strategy(name, days, services, measures)
    except Invalid as error:
        raise table.fail("", error.words) from error


def _list(table: TomlTable, key: str) -> tuple[str, ...]:
    found = table.take(key, [])
    if not isinstance(found, list) or not all(isinstance(one, str) and one.strip() for one in found):
        raise table.fail(key, NOT_TEXTS)
    return tuple(found)
