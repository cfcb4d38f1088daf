"""Text on several lines: Latin words stay whole, Chinese breaks between any two characters."""

import re

from rich.cells import cell_len, chop_cells

_PIECE = re.compile(r"\s+|[!-~\u00a1-\u02af]+|.", re.DOTALL)
_NEVER_FIRST = "，。；：、！？）》”’,.;:!?)"


def wrapped(text: str, width: int) -> list[str]:
    """Return text on lines of at most `width` cells; a word longer than a line is cut."""
    width = max(8, width)
    lines = [""]
    for found in _PIECE.findall(text):
        for piece in chop_cells(found, width):
            fits = cell_len(lines[-1]) + cell_len(piece) <= width
            if fits or piece in _NEVER_FIRST:
                lines[-1] += piece
            else:
                lines.append("" if piece.isspace() else piece)
    return [line.strip() for line in lines if line.strip()]
