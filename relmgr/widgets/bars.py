"""The lines around every screen: places on top, what is shown, the message, the keys at the bottom."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from relmgr import i18n
from relmgr.widgets.badges import Styled, content
from relmgr.widgets.cells import cut
from relmgr.widgets.line_parts import KeyHint, fitting, footer_parts, nav_parts
from relmgr.widgets.text_pane import TextPane
from relmgr.words import Words


class Line(Static):
    """One row of text that is painted again only when it says something else."""

    _said: Content | None = None

    def say(self, said: Content) -> None:
        """Show this."""
        if self._said is None or not said.is_same(self._said):
            self._said = said
            self.update(said, layout=False)


class NavRow(Line):
    """Row 1: every place with its digit and open items; the active one in brackets."""

    def __init__(self) -> None:
        """Show the bare places until `show` says more."""
        super().__init__(markup=False, id="nav")

    def show(
        self,
        active: str,
        counts: Mapping[str, int],
        day: str,
        *,
        demo: bool,
        masked: bool,
        progress: str = "",
    ) -> None:
        """Paint the places, and at the right what must not be overlooked and the day.

        While there is `progress` of long work it stands in place of the day.
        """
        room = self.size.width or self.app.size.width
        parts = nav_parts(active, counts, day, demo=demo, masked=masked, room=room, progress=progress)
        self.say(content(*parts))

    def on_click(self, event: events.Click) -> None:
        """Go to the place whose digit or name was clicked."""
        text = self.visual.plain if isinstance(self.visual, Content) else ""
        left = 0
        for word in text.replace("[", " ").replace("]", " ").split(" "):
            width = cell_len(word)
            if word[:1].isdigit() and left <= event.x < left + width:
                self.app.simulate_key(word[0])
                return
            left += width + 1


class TitleRow(Line):
    """Row 2: what is shown, how much of it, in which order and under which filter."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(markup=False, id="title")


class MessageLine(TextPane):
    """One line above the footer for what went wrong or must be known; gone when there is nothing to say."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__(markup=False, id="message")

    def say(self, text: str, *, problem: bool = False) -> None:
        """Show one sentence, a problem with the mark `!`; '' hides the line."""
        self.display = bool(text)
        self.set_class(problem, "-problem")
        self.update(content(Styled(" ! ", "severity-red"), f" {text}") if problem else content(f" {text}"))


class FooterLine(Static):
    """The last row: at most eight keys that work now, likeliest first; help is last and never dropped."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(markup=False, id="footer")
        self.hints: Sequence[KeyHint] = ()

    def show(self, hints: Sequence[KeyHint]) -> None:
        """Show the hints that fit; those before the last are dropped from the right."""
        shown = fitting(hints, self.size.width or self.app.size.width)
        if shown == self.hints and hints:
            return  # the focus asks after every key; unchanged keys are not painted again
        self.hints = shown
        self.update(content(*footer_parts(shown)), layout=False)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        left = 1
        for hint in self.hints:
            width = cell_len(hint.text) + 2
            if left <= event.x < left + width:
                self.app.simulate_key(hint.key)
                return
            left += width


class TooSmall(Static):
    """What is shown below 60x16: how big the window must be, and that nothing is lost."""

    WORDS = Words(
        "\n 窗口为 {w}x{h}，relmgr 需要 60x16 以上。\n\n 这里仍可以：\n v   记拜访\n ^F  找客户，再按 c 看电话\n\n"
        " 草稿已保存，什么都没有丢。\n\n v记拜访  ^F找客户  ^Q退出",
        "\n Window is {w}x{h}. relmgr needs 60x16 or more.\n\n Still working here:\n v   log a visit\n"
        " ^F  find a client, then c for the phones\n\n Nothing is lost; your draft is saved.\n\n"
        " v Log  ^F Find  ^Q Quit",
    )

    def __init__(self) -> None:
        """Start hidden; the screen shows it when it is needed."""
        super().__init__(markup=False, id="too-small")

    def show(self, width: int, height: int) -> None:
        """Say the present size."""
        self.update(Content(i18n.say(self.WORDS, w=width, h=height)))


def one_line(widget: Widget, text: str) -> str:
    """Return text cut to the width of a widget."""
    return cut(text, widget.size.width or widget.app.size.width)
