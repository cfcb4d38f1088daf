"""Why: what stands behind a warning or a tier, shown under the list it is about."""

from asyncio import to_thread
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widget import Widget

from relmgr import i18n
from relmgr.domain.values import Key
from relmgr.queries.why import why_signal
from relmgr.queries.why_tier import why_tier
from relmgr.screens import why_lines
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.panel import PICK_WORDS, Panel
from relmgr.widgets.line_list import Line, LineList
from relmgr.words import Words

WHY_WARNING, WHY_TIER = Words("预警依据", "Why this warning"), Words("评分依据", "Why this tier")
GONE = Words("这条预警已经不在了。", "This warning is gone.")
NO_SCORE = Words(
    "还没有评分：先运行评估 (relmgr evaluate)。", "No score yet: evaluate the book first (relmgr evaluate)."
)
MOST = 16
"""Lines of the panel before it scrolls."""


class TextPanel(Panel[None]):
    """Shows lines to read; Esc or Enter closes it."""

    FOOTER: ClassVar[tuple[str, ...]] = ("form.close",)
    WORDS = PICK_WORDS

    def __init__(self, title: Words, lines: Sequence[Line]) -> None:
        """Show lines under a title."""
        super().__init__()
        self.heading, self.lines = title, lines

    def compose(self) -> ComposeResult:
        """Lay out title and text."""
        yield self.title_line(i18n.say(self.heading))
        yield LineList(id="why")

    def on_mount(self) -> None:
        """Show the lines in as much height as they take."""
        shown = self.query_one(LineList)
        shown.styles.height = max(1, min(len(self.lines), MOST))
        shown.show(self.lines)

    def first_focus(self) -> Widget | None:
        """Return the list, so that it can be walked."""
        return self.query_one(LineList)

    def command_form_next_empty(self) -> None:
        """Close: there is nothing to fill in."""
        self.close(None)


async def show_warning(screen: WorkspaceScreen, key: Key) -> None:
    """Show the inputs, limits, rule, source and history of a warning."""
    why = await screen.ask(why_signal, key)
    if why is None:
        screen.tell(i18n.say(GONE))
        return
    await screen.ask_person(TextPanel(WHY_WARNING, why_lines.warning(why, screen.size.width)))


async def show_tier_why(screen: WorkspaceScreen, client: Key) -> None:
    """Show what the newest score is made of, what changed, and how near other tiers are."""
    rules = await to_thread(lambda: screen.host.workspace.rules)
    why = await screen.ask(why_tier, client, rules)
    if why is None:
        screen.tell(i18n.say(NO_SCORE))
        return
    await screen.ask_person(TextPanel(WHY_TIER, why_lines.tier(why, screen.size.width)))
