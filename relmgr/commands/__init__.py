"""Every command of the program, declared once; nothing here knows how one is carried out."""

from relmgr.commands.command import Command, key_label, matches
from relmgr.commands.everywhere import GLOBAL, PALETTE_ONLY, PLACES
from relmgr.commands.forms import FIND, FORM, IN_FORM
from relmgr.commands.lists import LIST, MOVES
from relmgr.commands.verbs import ADDED

__all__ = [
    "ADDED",
    "FIND",
    "FORM",
    "GLOBAL",
    "IN_FORM",
    "LIST",
    "MOVES",
    "PALETTE_ONLY",
    "PLACES",
    "Command",
    "find_command",
    "key_label",
    "matches",
    "of_screen",
]


def of_screen(screen: str) -> tuple[Command, ...]:
    """Return the commands a screen may answer beside the global ones: its own first, then those of lists.

    A command of lists that the screen words for itself is there once, in its words.
    """
    own = ADDED.get(screen, ())
    return (*own, *(command for command in LIST if command.id not in {one.id for one in own}))


def find_command(command_id: str, screen: str = "") -> Command:
    """Return the declaration of a command, as `screen` words it; KeyError for an unknown id."""
    for command in (*of_screen(screen), *GLOBAL, *FORM, *FIND, *MOVES, *PALETTE_ONLY):
        if command.id == command_id:
            return command
    raise KeyError(command_id)
