"""A text field with a list under it that follows what is typed; what is typed stays unless a line is picked."""

import json
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from relmgr.errors import Overtaken
from relmgr.screens import commanding, workers
from relmgr.screens.forms.offers import Offer, Offers
from relmgr.widgets.pick_list import Item, PickList
from relmgr.widgets.text_field import TextField

SHOWN = 5
"""Lines of an open list; further ones are scrolled to."""


class OfferList(PickList):
    """The lines under a field; shown only while there are some to pick from."""

    DEFAULT_CSS = """
    OfferList { display: none; max-height: 5; padding: 0 1 0 12; }
    OfferList.-open { display: block; }
    """

    def __init__(self, field: "PickField") -> None:
        """Belong to a field."""
        super().__init__(focusable=False)
        self.field = field

    @property
    def is_open(self) -> bool:
        """Tell whether lines are offered."""
        return self.has_class("-open")

    def open(self, items: Sequence[Item], *, marked: bool) -> None:
        """Offer lines, the first one marked or none; an open list never shrinks, so that the form stands still."""
        tall = max(min(SHOWN, len(items)), self.size.height if self.is_open else 0)
        self.styles.height = tall
        self.show(items)
        if not marked:
            self.cursor = -1
        self.add_class("-open")
        self.refresh()

    def close(self) -> None:
        """Offer nothing."""
        self.remove_class("-open")

    def picked(self, place: int) -> None:
        """Hear a click."""
        self.field.hand_over(place)


class PickField(TextField):
    """Offers lines while one types: Down and Up mark, Enter takes the marked one, a numbered one has a digit.

    `keys` is what the names mean that were picked here; a name that is typed like a picked one means the same.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"app.digit({n})", show=False, priority=True) for n in range(1, 10)),
        Binding("down", "walk(1)", show=False, priority=True),
        Binding("up", "walk(-1)", show=False, priority=True),
    ]

    def __init__(self, offers: Offers, value: str = "", *, placeholder: str = "") -> None:
        """Offer lines of one kind, below a value that is not questioned."""
        super().__init__(value, placeholder=placeholder)
        self.offers = offers
        self.list = OfferList(self)
        self.entries: Sequence[Offer] = ()
        self.keys: dict[str, str] = {}
        self._agreed = self._shown_for = value

    # what is meant ----------------------------------------------------------------------------------------

    def known(self) -> str:
        """Return what picked names mean, as a draft keeps it; '' where nothing was picked."""
        kept = {name: key for name, key in self.keys.items() if key and name in self.value}
        return json.dumps(kept, ensure_ascii=False) if kept else ""

    def show_known(self, kept: str) -> None:
        """Know again what picked names mean."""
        self.keys.update(json.loads(kept))

    def show_text(self, text: str) -> None:
        """Replace the text; nothing is offered for what somebody else put there."""
        self._agreed = self._shown_for = text
        super().show_text(text)

    def on_blur(self) -> None:
        """Offer nothing while another field is written in."""
        self.close_list()

    # looking up -------------------------------------------------------------------------------------------

    @property
    def is_offering(self) -> bool:
        """Tell whether lines stand under the field."""
        return self.list.is_open

    @property
    def _part(self) -> str:
        start, end = self.offers.part(self.value, self.cursor_position)
        return self.value[start:end]

    def follow(self) -> None:
        """Look up what is typed, beside the keyboard."""
        if self.value == self._agreed or not self._part.strip():
            self._shown_for = self.value
            self.close_list()
        elif self.has_focus and self.value != self._shown_for:
            workers.start(self, "offers", partial(self._look_up, self.value), exclusive=True)

    async def settled(self) -> None:
        """Wait until the list is about the text as it is now."""
        if self.value != self._shown_for and self.value != self._agreed:
            await self._look_up(self.value)

    async def _look_up(self, text: str, *, every: bool = False) -> None:
        part = "" if every else self._part
        if not every and not part.strip():
            self._shown_for = text
            self.close_list()
            return
        try:
            found = await self.offers.look_up(part)
        except Overtaken:
            return
        if text == self.value:
            self._shown_for = text
            self._offer(found, part)

    def _offer(self, found: Sequence[Offer], part: str) -> None:
        self.entries = found
        if not found:
            self.close_list()
            return
        first = self.offers.marks == "first" and bool(part)
        sounds = self.offers.marks == "sound" and not any(offer.contains(part) for offer in found)
        spelled = part[-1:].isdecimal() or any(offer.goes_on_with_a_digit(part) for offer in found)
        self.list.numbered = self.offers.digits and bool(part) and not spelled
        self.list.open([Item(offer.label or offer.text) for offer in found], marked=first or sounds)
        self.list.scroll_visible(animate=False)
        self._tell("offering")

    def close_list(self) -> None:
        """Offer nothing more for this text; the text stays."""
        if self.list.is_open:
            self.list.close()
            self._tell("offering")

    # picking ----------------------------------------------------------------------------------------------

    async def action_walk(self, step: int) -> None:
        """Mark the next line, for the text as it is now; with no list open, offer all there is."""
        await commanding.drain(self.app)
        await self.settled()
        if not self.is_offering:
            await self._look_up(self.value, every=self.value == self._agreed)
        if self.is_offering:
            self.list.numbered = self.list.numbered or not self._part[-1:].isdecimal()
            self.list.action_move(step)

    def choose(self, number: int) -> None:
        """Pick the line with a digit; where no line has it, it is typed."""
        if self.is_offering and self.list.numbered and number <= len(self.entries):
            self.hand_over(number - 1)
        else:
            self.replace(str(number), *sorted(self.selection))

    def take_marked(self) -> bool:
        """Take the marked line into the field; False when none is marked."""
        if not self.is_offering or not 0 <= self.list.cursor < len(self.entries):
            return False
        self.take(self.entries[self.list.cursor])
        return True

    def hand_over(self, place: int) -> None:
        """Take a line and tell the form at once, before the next key is read."""
        if place < len(self.entries):
            self.take(self.entries[place])
            self._tell("picked_in")

    def take(self, offer: Offer) -> None:
        """Put a line into the field in place of what was typed; undo of typing takes it back."""
        start, end = self.offers.part(self.value, self.cursor_position)
        before = self.value[:start] + (" " if start and self.value[start - 1].isalnum() else "") + offer.text
        if offer.key:
            self.keys[offer.text] = offer.key
        self._agreed = self._shown_for = before + self.value[end:]
        self.value = self._agreed
        self.cursor_position = len(before)
        self.close_list()

    def _tell(self, method: str) -> None:
        for node in self.ancestors:
            if (hear := getattr(node, method, None)) is not None:
                hear(self)
                return
