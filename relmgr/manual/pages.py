"""Fills the manual: `{{keys:warnings}}` becomes a table of keys, `{key:undo}` the key a person has for a command."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from relmgr.commands import ADDED, FIND, FORM, GLOBAL, LIST, MOVES, PALETTE_ONLY, PLACES, Command
from relmgr.commands.key_map import KeyMap, every_command
from relmgr.domain.language import Language
from relmgr.words import Words

TABLE = re.compile(r"^\{\{keys:([a-z-]+)\}\}$", re.MULTILINE)
KEY = re.compile(r"\{key:([a-z_.]+)\}")
HEADS = (Words("按键", "Keys"), Words("操作", "Action"), Words("做什么", "What it does"))
DIGITS = (Words("按键", "Keys"), Words("操作", "Action"), Words("单键", "Alone"))
NO_KEY = "-"

_PLACES = frozenset(command.id for command in PLACES)
TABLES: Mapping[str, Iterable[Command]] = {
    "places": PLACES,
    "global": tuple(command for command in GLOBAL if command.id not in _PLACES),
    "list": LIST,
    "moves": MOVES,
    "find": FIND,
    "form": FORM,
    "palette": PALETTE_ONLY,
    **ADDED,
}
"""What a table can be of: the commands of everywhere, of lists and forms, and what each screen adds."""


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter: its title and its lines, tables included."""

    title: str
    lines: tuple[str, ...]


def manual_source(language: Language) -> str:
    """Return the manual as it is written, its places unfilled."""
    return files("relmgr.manual").joinpath(f"{language}.md").read_text(encoding="utf-8")


def manual_text(language: Language, keymap: KeyMap) -> str:
    """Return the manual as Markdown; KeyError for a table or a command that is not there."""
    commands = {command.id: command for command in every_command()}

    def pick(words: Words) -> str:
        return words.zh if language == "zh" else words.en

    def table(match: re.Match[str]) -> str:
        return _menu_table(keymap, pick) if match[1] == "menu" else _key_table(TABLES[match[1]], keymap, pick)

    def key(match: re.Match[str]) -> str:
        return keymap.labels(commands[match[1]], 1) or NO_KEY

    return KEY.sub(key, TABLE.sub(table, manual_source(language)))


def sections(text: str) -> list[Section]:
    """Return the chapters of a filled manual; what stands before the first `##` belongs to the title."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith(("# ", "## ")):
            found.append((line.lstrip("# "), []))
        elif found:
            found[-1][1].append(line)
    return [Section(title, tuple(lines)) for title, lines in found]


def _rows(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(heads)
    shown = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in shown)


def _key_table(commands: Iterable[Command], keymap: KeyMap, pick: Callable[[Words], str]) -> str:
    rows = [(keymap.labels(one, 4) or NO_KEY, pick(one.label), pick(one.effect)) for one in commands]
    return _rows(map(pick, HEADS), rows) if rows else ""


def _menu_table(keymap: KeyMap, pick: Callable[[Words], str]) -> str:
    """Return the digits of the action menu: those of the row, then those behind `0`."""
    numbered: dict[int, list[Command]] = {}
    for command in every_command():
        if 0 < command.menu < 20:
            numbered.setdefault(command.menu, []).append(command)
    rows = []
    for place, commands in sorted(numbered.items()):
        digits = f". {place}" if place < 10 else f". 0 {place - 10}"
        names = ", ".join(dict.fromkeys(pick(command.label) for command in commands))
        keys = " ".join(dict.fromkeys(keymap.labels(command, 1) for command in commands))
        rows.append((digits, names, keys))
    return _rows(map(pick, DIGITS), rows)
