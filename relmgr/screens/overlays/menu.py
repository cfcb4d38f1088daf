"""Numbered menus: pick one with a digit, the cursor or the mouse."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from relmgr.screens.panel import PICK_WORDS, Panel
from relmgr.widgets.pick_list import Item, PickList


class MenuPanel(Panel[int]):
    """Answers the place of the picked item; a greyed item says why and is not picked."""

    FOOTER: ClassVar[tuple[str, ...]] = ("form.next_empty", "form.close")
    WORDS = PICK_WORDS

    def __init__(self, title: str, items: Sequence[Item]) -> None:
        """Offer items under a title."""
        super().__init__()
        self.heading = title
        self.items = items

    def compose(self) -> ComposeResult:
        """Lay out title and list."""
        yield self.title_line(self.heading)
        yield PickList(self.items)

    def command_form_next_empty(self) -> None:
        """Pick the item under the cursor."""
        self.picked(self.query_one(PickList).cursor)

    def picked(self, place: int) -> None:
        """Answer with an item, unless it is greyed."""
        if place < len(self.items) and not self.items[place].why_not:
            self.close(place)
