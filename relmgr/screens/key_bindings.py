"""Textual bindings of declared commands."""

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from relmgr.commands import Command


def bindings_of(commands: Iterable[Command]) -> list[BindingType]:
    """Return one binding a key; only the first is shown, and a person's own key map replaces that one.

    All of them have priority: a command first lets the focused widget take the keys typed before it, and
    the keys after it wait until it is done or asks, so that a fast burst lands where it was meant.
    """
    return [
        Binding(
            key,
            f"app.command({command.id!r}, {key in command.in_text})",
            command.label.en,
            show=place == 0,
            priority=True,
            id=command.id if place == 0 else None,
        )
        for command in commands
        for place, key in enumerate(command.keys)
    ]
