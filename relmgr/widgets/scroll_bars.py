"""Scroll bars of whole cells, because block characters are one cell here and two in East Asian terminals."""

from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender


class WholeCells(ScrollBarRender):
    """A bar painted with backgrounds only; without part blocks its ends lie on cell borders."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


def use_whole_cells() -> None:
    """Paint every scroll bar from now on with `WholeCells`."""
    ScrollBar.renderer = WholeCells
