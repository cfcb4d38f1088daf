"""The keys in force: what is declared, and a person's own keys in place of the first ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from unicodedata import east_asian_width

from relmgr.commands.command import Command, key_label
from relmgr.commands.everywhere import GLOBAL, PALETTE_ONLY, PLACES
from relmgr.commands.forms import FIND, FORM, IN_FORM
from relmgr.commands.lists import LIST, MOVES
from relmgr.commands.verbs import ADDED

KEEPS = {command.id: command.keys for command in PLACES}
"""The places keep their digits, which the nav row shows; a person's own keys come beside them."""


@dataclass(frozen=True, slots=True)
class KeyMap:
    """The keys in force: a person's own in place of the first key of a command, its twins stay."""

    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def keys(self, command: Command) -> tuple[str, ...]:
        """Return the keys of a command, the shown one first."""
        own = self.own.get(command.id)
        if own is None:
            return command.keys
        if command.id in KEEPS:
            return tuple(dict.fromkeys((*command.keys, *own)))
        return tuple(dict.fromkeys((*own, *command.keys[1:])))

    def in_text(self, command: Command) -> tuple[str, ...]:
        """Return its keys that also act while a text field has the focus."""
        own = self.own.get(command.id)
        if own is None or not command.keys or command.keys[0] not in command.in_text:
            return command.in_text
        return (*own, *command.in_text[1:])

    def labels(self, command: Command, most: int = 9) -> str:
        """Return its keys as people write them, but for signs that terminals draw one or two cells wide."""
        labels = [key_label(key) for key in self.keys(command)]
        return " ".join([label for label in labels if east_asian_width(label[0]) != "A"][:most])

    def for_textual(self) -> dict[str, str]:
        """Return the own keys as Textual takes them: id of a binding to keys with commas between."""
        kept = {command_id: (*KEEPS.get(command_id, ()), *keys) for command_id, keys in self.own.items()}
        return {command_id: ",".join(keys) for command_id, keys in kept.items()}


def every_command() -> Sequence[Command]:
    """Return every command with an id of its own, in the words of the first place that declares it."""
    everything = chain(GLOBAL, LIST, MOVES, chain.from_iterable(ADDED.values()), FORM, FIND, PALETTE_ONLY)
    return list({command.id: command for command in reversed(list(everything))}.values())[::-1]


def contexts() -> Iterator[Sequence[Command]]:
    """Yield the commands that can be reached at the same time: on each screen, in a form, in the find bar."""
    for own in ADDED.values():
        ids = {command.id for command in own}
        yield [*own, *(c for c in LIST if c.id not in ids), *GLOBAL, *MOVES]
    yield [*FORM, *(command for command in GLOBAL if command.id in IN_FORM)]
    yield [*FIND, *(command for command in GLOBAL if command.in_text)]
