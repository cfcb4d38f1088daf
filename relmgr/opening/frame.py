"""The first frame as lines: the row of places, the title, the body and the keys, cut to the window."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from relmgr import i18n
from relmgr.commands import FIND, find_command, key_label
from relmgr.commands.key_map import KeyMap
from relmgr.opening.ink import Ink
from relmgr.widgets.badges import Styled
from relmgr.widgets.cells import cut
from relmgr.widgets.line_parts import KeyHint, Part, fitting, footer_parts


class Piece(NamedTuple):
    """Some text with its style (`severity-red`, '') on a ground of `Ink`."""

    text: str
    style: str = ""
    ground: str = "paper"


Row = Sequence[Piece]


def bar(parts: Sequence[Part], width: int) -> Row:
    """Return the parts of nav or footer as a row on their ground."""
    pieces = [Piece(part.text, part.style, "line") if isinstance(part, Styled) else Piece(part, "", "line")
              for part in parts]  # fmt: skip
    return padded(pieces, width, "line")


def title(text: str, width: int) -> Row:
    """Return row 2."""
    return padded([Piece(" " + cut(text, width - 2))], width)


def keys(ids: Sequence[str], place: str, keymap: KeyMap, width: int) -> Row:
    """Return the footer of a list whose rows have the keyboard."""
    typing = {command.id for command in FIND}
    hints = []
    for command_id in (*ids, "help") if ids else ():
        if command_id not in typing:
            command = find_command(command_id, place)
            key = keymap.keys(command)[0]
            hints.append(KeyHint(key_label(key), i18n.say(command.brief), key))
    return bar(footer_parts(fitting(hints, width)), width)


def padded(row: Row, width: int, ground: str = "") -> Row:
    """Return a row in exactly `width` cells, filled up on the ground of its last piece if none is given."""
    rest = width - sum(cell_len(piece.text) for piece in row)
    if rest < 0 and row:  # the blank behind the last column
        last = row[-1]
        kept = max(0, cell_len(last.text) + rest)
        return padded(
            [*row[:-1], last._replace(text=set_cell_size(last.text, kept))] if kept else row[:-1], width
        )
    ground = ground or (row[-1].ground if row else "paper")
    return [*row, Piece(" " * rest, "", ground)] if rest > 0 else row


def picture(rows: Sequence[Row], width: int, ink: Ink) -> str:
    """Return rows as what a terminal paints."""
    return "".join(
        f"\x1b[{y};1H" + "".join(ink.write(*piece) for piece in padded(row, width))
        for y, row in enumerate(rows, start=1)
    )
