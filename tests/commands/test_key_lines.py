"""A person's own keys: what is taken over, and one sentence with a place for each line that is not."""

import tomllib
from pathlib import Path

import pytest

from relmgr.commands import find_command
from relmgr.commands.key_lines import read_key_map
from relmgr.commands.key_map import KeyMap, contexts, every_command
from relmgr.commands.key_rules import read_key
from relmgr.words import Words


def read(tmp_path: Path, lines: str) -> tuple[KeyMap, list[Words]]:
    """Read `[keys]` from a file, as the program does."""
    file = tmp_path / "config.toml"
    file.write_text(f'language = "zh"\n\n[keys]\n{lines}\n', encoding="utf-8")
    return read_key_map(tomllib.loads(file.read_text(encoding="utf-8"))["keys"], file)


def test_a_key_of_ones_own_stands_first_and_the_twins_stay(tmp_path: Path) -> None:
    """Written as people write keys; without quotes TOML reads a table in a table."""
    keymap, troubles = read(tmp_path, '"visit.log" = "^G"\nsort = "F8, s"\nverb.plan = "f9"')
    assert troubles == []
    assert keymap.keys(find_command("visit.log")) == ("ctrl+g", "f2")
    assert keymap.keys(find_command("sort")) == ("f8", "s")
    assert keymap.keys(find_command("verb.plan", "tiers")) == ("f9",)
    assert keymap.labels(find_command("visit.log")) == "^G F2"


def test_places_keep_their_digits(tmp_path: Path) -> None:
    """The nav row shows them."""
    keymap, _ = read(tmp_path, '"go.clients" = "f9"')
    assert keymap.keys(find_command("go.clients")) == ("2", "f9")
    assert keymap.for_textual() == {"go.clients": "2,f9"}


def test_two_commands_may_change_keys(tmp_path: Path) -> None:
    """Both lines together leave nothing taken twice."""
    keymap, troubles = read(tmp_path, '"verb.accept" = "p"\n"verb.plan" = "a"')
    assert troubles == []
    assert dict(keymap.own) == {"verb.accept": ("p",), "verb.plan": ("a",)}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('"visit.logg" = "f8"', "the nearest is visit.log"),
        ('"verb.accept" = "A"', "slow line"),
        ('undo = "ctrl+h"', "terminals do not send"),
        ('undo = "alt+x"', "there is no such key"),
        ('find = "ctrl+entr"', "the nearest is"),
        ('"form.save" = "s"', "typed in forms"),
        ('"theme.next" = "f9"', "only in the palette"),
        ("redo = 3", "must be a text"),
        ('undo = "v"', "this key is visit.log"),
        ('undo = "。"', "this key is menu"),
        ('undo = "j"', "this key is list.down"),
        ('undo = "x"', "this key is verb.reject"),
        ('"form.more" = "ctrl+f"', "this key is client.find"),
    ],
)
def test_a_line_that_cannot_be_is_told_with_its_place(tmp_path: Path, line: str, says: str) -> None:
    """File, line and key are named in both languages; the default stays."""
    keymap, troubles = read(tmp_path, f"# mine\n{line}")
    (words,) = troubles
    assert says in words.en
    for said in words:
        assert "config.toml" in said
        assert "5" in said
        assert line.split(" ")[0].strip('"') in said
        assert "\n" not in said
    assert not keymap.own


def test_of_two_lines_with_one_key_the_first_wins(tmp_path: Path) -> None:
    """And the sentence names it."""
    keymap, troubles = read(tmp_path, 'sort = "f8"\nfilter = "f8"')
    assert list(keymap.own) == ["sort"]
    assert "sort" in troubles[0].en
    assert "line 5" in troubles[0].en


def test_no_context_has_a_key_twice_after_any_accepted_line(tmp_path: Path) -> None:
    """Every command in turn gets every kind of key; what is accepted never clashes."""
    for command in every_command():
        for key in ("f9", "ctrl+g", "v", "j", "b", ".", "2"):
            keymap, _ = read_key_map({command.id: key}, tmp_path / "none.toml")
            for commands in contexts():
                if commands[0].id.startswith(("form.", "find.")):
                    continue
                keys = [k for one in commands for k in keymap.keys(one)]
                assert len(keys) == len(set(keys)), (command.id, key)


@pytest.mark.parametrize(
    ("written", "key"),
    [("x", "x"), ("X", "X"), (".", "full_stop"), ("+", "plus"), ("^g", "ctrl+g"), ("Ctrl+G", "ctrl+g"), ("F5", "f5"),
     ("PgDn", "pagedown"), ("Esc", "escape"), (" ", "space"), ("。", "。"), ("f13", None), ("ctrl", None), ("", None)],
)  # fmt: skip
def test_keys_are_read_as_people_write_them(written: str, key: str | None) -> None:
    """Signs, letters, Ctrl and function keys."""
    assert read_key(written) == key
