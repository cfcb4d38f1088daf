"""The manual is held true: every command stands in it, nothing else does, and both languages say the same."""

import re
import tomllib

import pytest

from relmgr import screens
from relmgr.commands.key_lines import read_key_map
from relmgr.commands.key_map import KeyMap, every_command
from relmgr.domain.language import Language
from relmgr.manual.pages import KEY, TABLE, TABLES, manual_source, manual_text, sections
from relmgr.screens.command_choice import SECTIONS
from relmgr.screens.overlays.manual_lines import manual_lines
from relmgr.widgets.badges import content

LANGUAGES: tuple[Language, Language] = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_in_the_manual(language: Language) -> None:
    """With its name; its tables are those of the declarations."""
    named = {
        command.id
        for name in TABLE.findall(manual_source(language))
        if name != "menu"
        for command in TABLES[name]
    }
    assert {command.id for command in every_command()} <= named
    text = manual_text(language, KeyMap())
    for command in every_command():
        assert (command.label.zh if language == "zh" else command.label.en) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_names_no_key_that_is_not_declared(language: Language) -> None:
    """Every place is filled, every key in the text is that of a command."""
    source = manual_source(language)
    known = {command.id for command in every_command()}
    assert set(KEY.findall(source)) <= known
    text = manual_text(language, KeyMap())
    assert "{" not in text
    assert "}" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_has_a_section(language: Language) -> None:
    """The manual opens at the section about the screen it was asked for on."""
    tables = set(TABLE.findall(manual_source(language)))
    assert {name for name in screens.HOME if name in TABLES} <= tables
    titles = {section.title for section in sections(manual_text(language, KeyMap()))}
    for words in SECTIONS.values():
        assert (words.zh if language == "zh" else words.en) in titles


def test_both_languages_have_the_same_sections_and_tables() -> None:
    """In the same order."""
    zh, en = (manual_source(language) for language in LANGUAGES)
    assert TABLE.findall(zh) == TABLE.findall(en)
    assert sorted(KEY.findall(zh)) == sorted(KEY.findall(en))
    assert len(re.findall("^## ", zh, re.MULTILINE)) == len(re.findall("^## ", en, re.MULTILINE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_own_keys_is_one_that_is_accepted(language: Language) -> None:
    """What the manual tells to write works."""
    lines = [line.strip() for line in manual_source(language).splitlines() if line.startswith("    ")]
    keymap, troubles = read_key_map(tomllib.loads("\n".join(lines))["keys"])
    assert troubles == []
    assert len(keymap.own) == 2


def test_the_manual_shows_the_keys_a_person_chose() -> None:
    """In its text and in its tables."""
    text = manual_text("en", KeyMap({"visit.log": ("f8",)}))
    assert "`F8` on a client" in text
    assert "| F8 F2 | Log visit |" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_pane(language: Language, width: int) -> None:
    """Nothing of the manual is cut off."""
    lines, places = manual_lines(sections(manual_text(language, KeyMap())), width)
    assert len(places) > 20
    for line in lines:
        assert line.heading or content(*line.parts).cell_length <= width, line.parts
