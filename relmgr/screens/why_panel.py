"""Why: what stands behind a warning or a tier, shown under the list it is about."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from relmgr import i18n
from relmgr.domain.values import Key
from relmgr.queries.signals import signal_history, warning_queue
from relmgr.queries.tier_changes import TierChangeRow, tier_changes
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.panel import Panel
from relmgr.screens.warning_detail import warning_detail
from relmgr.widgets.badges import content, lines
from relmgr.widgets.line_list import Line, LineList, Target
from relmgr.words import Words

WHY = Words("依据", "Why")
NOT_MINE = Words("这条预警不在您名下的客户里。", "This warning is not about a client of yours.")
NO_CHANGE = Words("还没有分层变动，所以没有依据。", "No tier change yet, so there is nothing to explain.")
TOTAL = Words("合计", "Total")


class TextPanel(Panel[None]):
    """Shows text to read; Esc closes it."""

    FOOTER: ClassVar[tuple[str, ...]] = ("form.close",)

    def __init__(self, title: str, text: Content) -> None:
        """Show `text` under a title."""
        super().__init__()
        self.heading, self.text = title, text

    def compose(self) -> ComposeResult:
        """Lay out title and text."""
        yield self.title_line(self.heading)
        yield LineList()

    def on_mount(self) -> None:
        """Show the text."""
        rows = self.text.split("\n", allow_blank=True)
        shown = self.query_one(LineList)
        shown.styles.height = min(len(rows), 16)
        shown.show([Line((" " + part.plain,), Target("text", str(n))) for n, part in enumerate(rows)])

    def command_form_next_empty(self) -> None:
        """Close: there is nothing to fill in."""
        self.close(None)


async def show_warning(screen: WorkspaceScreen, key: Key) -> None:
    """Show a warning with its plan and history."""
    row = next((w for w in await screen.ask(warning_queue, "all") if w.id == key), None)
    if row is None:
        screen.tell(i18n.say(NOT_MINE))
        return
    steps = await screen.ask(signal_history, key)
    await screen.ask_person(TextPanel(i18n.say(WHY), warning_detail(row, steps)))


async def show_tier_why(screen: WorkspaceScreen, client: Key) -> None:
    """Show the terms of the newest tier change, which sum to the change of the score."""
    change = next((c for c in await screen.ask(tier_changes) if c.client_id == client), None)
    if change is None:
        screen.tell(i18n.say(NO_CHANGE))
        return
    await screen.ask_person(TextPanel(i18n.say(WHY), _terms(change)))


def _terms(change: TierChangeRow) -> Content:
    return lines(content(f"{change.from_tier or '-'} > {change.to_tier}"))
