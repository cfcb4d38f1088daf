"""Confirmation of what cannot be undone or touches many rows; the key that opened it never confirms it."""

from typing import ClassVar

from textual.app import ComposeResult

from relmgr import i18n
from relmgr.screens.panel import PICK_WORDS, Panel
from relmgr.widgets.pick_list import Item, PickList
from relmgr.words import Words

CANCEL = Words("取消", "Cancel")


class ConfirmPanel(Panel[bool]):
    """Answers True only for its second line; the first is Cancel, so that Enter and a held digit 1 do nothing."""

    FOOTER: ClassVar[tuple[str, ...]] = ("form.next_empty", "form.close")
    WORDS = PICK_WORDS

    def __init__(self, title: str, effect: str, verb: str) -> None:
        """Say what will be done (`title`), with which effect, under which word."""
        super().__init__()
        self.heading, self.effect, self.verb = title, effect, verb

    def compose(self) -> ComposeResult:
        """Lay out the effect and the two answers."""
        yield self.title_line(self.heading)
        yield self.note_line(self.effect)
        yield PickList([Item(i18n.say(CANCEL)), Item(self.verb)])

    def command_form_next_empty(self) -> None:
        """Answer what the cursor stands on."""
        self.picked(self.query_one(PickList).cursor)

    def picked(self, place: int) -> None:
        """Answer by place."""
        self.close(place == 1)
