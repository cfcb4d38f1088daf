"""The manual as lines of a pane: headings ruled, tables in columns, text wrapped to the width."""

import re
from collections.abc import Iterator, Sequence

from relmgr.manual.pages import Section
from relmgr.widgets.badges import Styled
from relmgr.widgets.line_list import Line, cell, heading, note
from relmgr.widgets.wrapping import wrapped

KEYS_WIDTH, LABEL_WIDTH = 12, 18
_ITEM = re.compile(r"(\d+\.|-) ")
_BETWEEN = re.compile(r"(?<!\\)\|")


def manual_lines(sections: Sequence[Section], width: int) -> tuple[list[Line], list[int]]:
    """Return the lines of the manual for a width, and the place of each section's heading."""
    lines: list[Line] = []
    places: list[int] = []
    for section in sections:
        places.append(len(lines))
        lines.append(heading(section.title))
        for text in section.lines:
            lines.extend(_lines(text, width))
    return lines, places


def _lines(text: str, width: int) -> Iterator[Line]:
    if not text.strip():
        yield note("")
    elif text.startswith("|"):
        yield from _row(text, width)
    elif text.startswith("    "):
        yield note(Styled(text, "strong"))
    else:
        item = _ITEM.match(text)
        lead = item[0] if item else ""
        pieces = wrapped(text.removeprefix(lead).replace("`", ""), width - len(lead) - 3)
        for number, piece in enumerate(pieces):
            yield note(" ", lead if number == 0 else " " * len(lead), piece)


def _row(text: str, width: int) -> Iterator[Line]:
    """Yield a row of a table; its last column is wrapped under itself."""
    cells = [part.strip().replace("\\|", "|") for part in _BETWEEN.split(text)[1:-1]]
    if set("".join(cells)) <= {"-"}:
        return
    keys, label, effect = cells
    rest = width - KEYS_WIDTH - LABEL_WIDTH - 5
    pieces = wrapped(effect, rest) or [""]
    yield note(" ", cell(Styled(keys, "strong"), KEYS_WIDTH), cell(label, LABEL_WIDTH), pieces[0])
    for piece in pieces[1:]:
        yield note(" ", cell("", KEYS_WIDTH), cell("", LABEL_WIDTH), piece)
