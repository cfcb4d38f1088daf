"""docs/cli.md and the parser name the same commands and options."""

import argparse
import re
from pathlib import Path

from relmgr import i18n
from relmgr.cli.options import GLOBAL
from relmgr.cli.parser import COMMANDS, make_parser

REFERENCE = Path(__file__).parents[2] / "docs" / "cli.md"


def sections() -> dict[str, str]:
    """Return the text under each command's heading."""
    parts = re.split(
        r"^### `relmgr ([a-z-]+)[^`]*`$", REFERENCE.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_has_its_section() -> None:
    assert set(sections()) == {command.name for command in COMMANDS}


def test_every_option_of_a_command_is_in_its_section() -> None:
    found = sections()
    for command in COMMANDS:
        named = set(re.findall(r"`(--[a-z-]+)", found[command.name]))
        wanted = {argument.flags[0] for argument in command.arguments if argument.flags[0].startswith("-")}
        assert named == wanted, command.name


def test_every_value_of_a_choice_is_in_its_section() -> None:
    found = sections()
    for command in COMMANDS:
        for argument in command.arguments:
            for choice in argument.settings.get("choices", ()):
                assert f"`{choice}`" in found[command.name], (command.name, choice)


def test_the_global_options_are_named() -> None:
    head = REFERENCE.read_text(encoding="utf-8").partition("###")[0]
    for option in GLOBAL:
        assert f"`{option.flags[0]}" in head


def test_help_is_written_in_both_languages() -> None:
    for language in ("zh", "en"):
        i18n.use(language)
        parser = make_parser()
        text = parser.format_help()
        assert all(command.name in text for command in COMMANDS)
        (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
        for sub in commands.choices.values():
            assert "--json" in sub.format_help()
