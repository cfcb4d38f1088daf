"""The declarations agree with themselves, with the rules of the key map, and with the reading of Chinese."""

import re
from collections.abc import Iterable
from itertools import groupby

import pytest
from pypinyin import lazy_pinyin

from relmgr.commands import (
    ADDED,
    FIND,
    FORM,
    GLOBAL,
    IN_FORM,
    LIST,
    MOVES,
    PALETTE_ONLY,
    Command,
    key_label,
    matches,
    of_screen,
)  # fmt: skip

EVERY = [
    *GLOBAL, *LIST, *MOVES, *FORM, *FIND, *PALETTE_ONLY, *(c for added in ADDED.values() for c in added),
]  # fmt: skip
NEVER = {
    "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+left_square_bracket", "ctrl+enter", "shift+enter", "ctrl+space",
    "f10", "f11", "ctrl+a", "ctrl+b", "backspace",
}  # fmt: skip
"""What terminals do not send, send as something else, or keep for themselves."""
ESCAPE_TAILS = set("ABCDFHMOPQRS")
"""Last bytes of arrow and function keys: a slow line types them, so they may not write."""
HARMLESS = {"sort.rev", "reload"}
IN_TEXT_TAKEN = {
    "ctrl+a", "ctrl+e", "ctrl+d", "ctrl+w", "ctrl+u", "ctrl+k", "ctrl+x", "ctrl+c", "ctrl+v", "ctrl+z", "ctrl+y",
    "f6", "f7", "home", "end", "left", "right", "delete", "backspace", "pageup", "pagedown",
}  # fmt: skip
"""Keys that text fields use themselves."""


def keys_of(commands: Iterable[Command]) -> list[str]:
    """Return all keys, in order."""
    return [key for command in commands for key in command.keys]


@pytest.mark.parametrize("screen", sorted(ADDED))
def test_no_key_means_two_things_on_a_screen(screen: str) -> None:
    """Every key of a screen names one command."""
    keys = keys_of([*of_screen(screen), *GLOBAL, *MOVES])
    assert sorted(keys) == sorted(set(keys))


def test_no_key_means_two_things_in_a_form() -> None:
    """The form's keys and the ones that stay alive in it do not collide, nor with the text field's own."""
    keys = keys_of(FORM) + [key for c in GLOBAL if c.id in IN_FORM for key in c.in_text]
    assert len(keys) == len(set(keys))
    assert not set(keys) & IN_TEXT_TAKEN
    assert all(len(key) > 1 for key in keys)


def test_keys_are_ones_that_terminals_send() -> None:
    """No forbidden key, and no tail of an escape sequence writes."""
    for command in EVERY:
        for key in command.keys:
            assert key not in NEVER, command.id
            assert not re.fullmatch(r"ctrl\+shift\+\w|alt\+\w", key), command.id
            if key in ESCAPE_TAILS:
                assert command.id in HARMLESS, command.id


def test_one_id_means_one_thing() -> None:
    """A command that several screens word for themselves keeps its keys and its place in the menu."""
    for _, same in groupby(sorted(EVERY, key=lambda c: c.id), key=lambda c: c.id):
        declared = list(same)
        assert len({(c.keys, c.menu, c.needs_row) for c in declared}) == 1, declared[0].id


def test_verbs_come_first_in_the_menu() -> None:
    """a p r x v have the first five digits everywhere, and the nine digits of a row mean nine commands."""
    places = {c.id: c.menu for c in EVERY if c.menu}
    order = sorted(places, key=lambda i: places[i])
    assert order[:5] == ["verb.accept", "verb.plan", "verb.resolve", "verb.reject", "visit.log"]
    assert sorted(place for place in places.values() if place < 10) == list(range(1, 10))


def test_the_palette_knows_how_labels_are_read() -> None:
    """The declared pinyin is the reading of the Chinese label."""
    for command in EVERY:
        chinese = re.sub(r"[^\u4e00-\u9fff]", "", command.label.zh)
        latin = [word for word in command.pinyin.split() if word.islower()]
        assert latin == lazy_pinyin(chinese), command.id


@pytest.mark.parametrize("typed", ["记拜访", "jbf", "jibaifang", "log", "Log visit", "visit.log"])
def test_the_palette_finds_in_every_language(typed: str) -> None:
    """Chinese, initials, pinyin and English all lead to the command first."""
    best = max([*GLOBAL, *of_screen("clients")], key=lambda c: matches(typed, c))
    assert best.id == "visit.log"


def test_keys_are_written_as_people_write_them() -> None:
    """The label of a key is short."""
    assert [key_label(k) for k in ("ctrl+s", "f4", "full_stop", "escape", "space", "a")] == [
        "^S", "F4", ".", "Esc", "space", "a",
    ]  # fmt: skip
