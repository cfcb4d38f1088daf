"""One of a few, on one line: `[1 Visit] 2 Call 3 Video`; a digit chooses, with any input method on."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from relmgr import i18n
from relmgr.widgets.badges import Styled, content
from relmgr.words import Words


class Choice(Widget, can_focus=True, inherit_bindings=False):
    """Holds the place of the chosen option, or None while nothing is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"app.digit({n})", show=False, priority=True) for n in range(1, 10)),
        *(Binding(key, "step(1)", show=False, priority=True) for key in ("right", "l", "space")),
        *(Binding(key, "step(-1)", show=False, priority=True) for key in ("left", "h")),
    ]

    def __init__(self, options: Sequence[Words], chosen: int | None = None) -> None:
        """Offer options."""
        super().__init__()
        self.options = options
        self.chosen = chosen

    def choose(self, number: int) -> None:
        """Choose by digit and tell the form at once, before the next key is read."""
        if number <= len(self.options):
            self.chosen = number - 1
            self.refresh()
            for node in self.ancestors:
                if (answered := getattr(node, "answered_by", None)) is not None:
                    answered(self)
                    return

    def action_step(self, step: int) -> None:
        """Choose the neighbour, round and round."""
        self.chosen = 0 if self.chosen is None else (self.chosen + step) % len(self.options)
        self.refresh()

    def render(self) -> Content:
        """Paint the options, the chosen one in brackets."""
        parts: list[str | Styled] = []
        for place, option in enumerate(self.options):
            gap = "" if i18n.language() == "zh" else " "
            label = f"{place + 1}{gap}{i18n.say(option)}"
            parts.append(Styled(f"[{label}] ", "strong") if place == self.chosen else f"{label} ")
        return content(*parts)

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked option."""
        left = 0
        for place, option in enumerate(self.options):
            width = content(f"{place + 1}{i18n.say(option)} ").cell_length + (i18n.language() == "en")
            width += 2 if place == self.chosen else 0
            if left <= event.x < left + width:
                self.choose(place + 1)
                return
            left += width
