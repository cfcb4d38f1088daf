"""Text on several lines: Latin words stay whole, Chinese breaks between any two characters.

Punctuation that closes never begins a line and what opens never ends one, after the rules of line breaking in
JIS X 4051 and the Requirements for Chinese Text Layout (W3C clreq).
"""

import re

from rich.cells import cell_len, chop_cells

_PIECE = re.compile(r"\s+|[!-~\u00a1-\u02af]+|.", re.DOTALL)
_NEVER_FIRST = frozenset("，。；：、！？）》」』】〉”’,.;:!?)")
_NEVER_LAST = frozenset("（《「『【〈“‘")


def wrapped(text: str, width: int) -> list[str]:
    """Return text on lines of at most `width` cells; a word longer than a line is cut."""
    lines, start = [], 0
    for end in (*breaks(text, max(8, width)), len(text)):
        lines.append(text[start:end].strip())
        start = end
    return [line for line in lines if line]


def breaks(text: str, width: int) -> list[int]:
    """Return where the lines after the first begin; blanks before a break may reach beyond the width."""
    if cell_len(text) <= width:
        return []
    lines: list[list[str]] = [[]]
    for found in _PIECE.findall(text):
        for piece in chop_cells(found, width):
            if piece.isspace() or _cells(lines[-1]) + cell_len(piece) <= width:
                lines[-1].append(piece)
            else:
                lines.append([*_taken_along(lines[-1], piece, width), piece])
    ends, end = [], 0
    for line in lines[:-1]:
        end += sum(map(len, line))
        ends.append(end)
    return ends


def _cells(pieces: list[str]) -> int:
    return sum(map(cell_len, pieces))


def _taken_along(line: list[str], piece: str, width: int) -> list[str]:
    """Take from the end of a line what may not be parted from the piece that begins the next one."""
    at = len(line)
    first = piece
    while at > 1 and (first in _NEVER_FIRST or line[at - 1] in _NEVER_LAST) and not line[at - 1].isspace():
        at -= 1
        first = line[at]
    taken = line[at:]
    if _cells(taken) + cell_len(piece) > width:
        return []
    del line[at:]
    return taken
