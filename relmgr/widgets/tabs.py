"""A row of tabs or views: the shown one in brackets, each clickable, cut so that the shown one is always there."""

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style

from relmgr.widgets.badges import Styled, content

MORE_LEFT, MORE_RIGHT = "< ", ">"


def tab_line(labels: Sequence[str], shown: int, room: int, gap: str = "  ") -> Content:
    """Return tabs in at most `room` cells; `<` and `>` stand for those that do not fit.

    A click on a tab is the action `tab(place)` of the screen.
    """
    parts = [_tab(label, place, shown) for place, label in enumerate(labels)]
    first, last = 0, len(parts)
    while _width(parts[first:last], first, last, len(parts), gap) > room and last - first > 1:
        if last - 1 > shown:
            last -= 1
        else:
            first += 1
    line = Content(gap).join(parts[first:last])
    return Content.assemble(MORE_LEFT if first else "", line, f" {MORE_RIGHT}" if last < len(parts) else "")


def _tab(label: str, place: int, shown: int) -> Content:
    piece = content(Styled(f"[{label}]", "strong") if place == shown else label)
    return piece.stylize(Style.from_meta({"@click": f"screen.tab({place})"}))


def _width(parts: Sequence[Content], first: int, last: int, whole: int, gap: str) -> int:
    ends = (len(MORE_LEFT) if first else 0) + (len(MORE_RIGHT) + 1 if last < whole else 0)
    return sum(part.cell_length for part in parts) + len(gap) * (len(parts) - 1) + ends
