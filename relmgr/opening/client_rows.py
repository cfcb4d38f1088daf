"""The first rows of the client list, as the list will paint them."""

from collections.abc import Callable, Sequence
from math import ceil
from threading import Event
from typing import Any

from relmgr.clock import Clock
from relmgr.domain.orders import View
from relmgr.opening.frame import Piece, Row, padded
from relmgr.queries.client_narrow import Wanted
from relmgr.queries.clients import open_clients
from relmgr.queries.memory import remembered
from relmgr.screens.client_columns import FIRST, client_columns
from relmgr.screens.client_words import FOOTER as FOOTER
from relmgr.screens.client_words import SORTS, title_line
from relmgr.widgets import glyphs
from relmgr.widgets.columns import arranged, heading, place, spans

SORT = SORTS[0][0]
GUTTER, WIDE = 2, 96
"""Cells before a row, and the width from which the preview stands beside the list."""
BESIDE, BELOW = 38, 6
"""Columns of the preview beside the list, and its rows below it: see relmgr.tcss."""


def title_and_body(
    ask: Callable[..., Any], clock: Clock, width: int, height: int
) -> tuple[str, Sequence[Row]]:
    """Return the title and `height` rows: column titles, clients, and the preview beside them, still empty."""
    chosen = (ask(remembered, "columns.clients") or "").split()
    listing = ask(open_clients, Wanted(SORT), View(height=1), Event(), None)
    if not (count := len(listing.order)):
        return title_line(0, SORT), ()  # what an empty list says needs the screen
    beside = width >= WIDE
    line = width - (BESIDE if beside else 0)
    height -= 0 if beside else BELOW
    bar = count + 1 > height
    inner = line - (1 if bar else 0)
    columns = arranged(client_columns(clock.today(), clock.zone), FIRST, chosen)
    placing = place(columns, inner - GUTTER)
    rows: list[Row] = [padded([Piece("  " + heading(placing, SORT, False), "table--header")], inner)]
    for index, client in enumerate(listing.rows[: height - 1]):
        ground = "cursor" if index == 0 else "paper"
        texts = [("> " if index == 0 else "  ", "table--mark"), *spans(placing.columns, client)]
        rows.append(padded([Piece(text, style, ground) for text, style in texts], inner))
    rows += [padded([], inner)] * (height - len(rows))
    if bar:
        shown = ceil(height * height / (count + 1))
        rows = [[*row, Piece(" ", "", "thumb" if y < shown else "track")] for y, row in enumerate(rows)]
    if beside:
        rows = [[*row, Piece(glyphs.side(), "muted")] for row in rows]
    else:
        rows.append([Piece(glyphs.rule(width), "muted")])
    return title_line(count, SORT), rows
