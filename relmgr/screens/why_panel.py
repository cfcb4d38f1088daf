"""Why: what stands behind a warning, tier, class or stage, shown under the list it is about."""

from asyncio import to_thread
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widget import Widget

from relmgr import i18n
from relmgr.domain.explanation import Explanation
from relmgr.domain.values import Key
from relmgr.errors import NotFound
from relmgr.queries.explain import Asked, explain
from relmgr.queries.why import why_signal
from relmgr.queries.why_tier import why_tier
from relmgr.screens import why_lines
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.panel import Panel
from relmgr.screens.why_tree import TreeList, tree_lines
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled
from relmgr.widgets.line_list import Line, Target, note
from relmgr.words import Words

WHY_WARNING, WHY_TIER = Words("预警依据", "Why this warning"), Words("评分依据", "Why this tier")
WHY_CLASS = Words("分类与阶段依据", "Why this class and stage")
TIER, ASSET_CLASS = "Tier", "Asset class"
"""Fields of the profile that are verdicts."""

GONE = Words("这条预警已经不在了。", "This warning is gone.")
NO_SCORE = Words(
    "还没有评分：先运行评估 (relmgr evaluate)。", "No score yet: evaluate the book first (relmgr evaluate)."
)
MASKED = Words(
    "遮罩开着，不展开到数据行：关闭后按 * 取消遮罩。",
    "The mask is on, so rows stay folded: Esc, then * lifts it.",
)
MOST = 16
"""Lines of the panel before it scrolls."""


class WhyPanel(Panel[None]):
    """Shows an overview and under it what it rests on; Enter unfolds a line, Esc closes."""

    FOOTER: ClassVar[tuple[str, ...]] = ("form.next_empty", "form.close")
    WORDS: ClassVar[Mapping[str, Words]] = {
        "form.next_empty": Words("展开/收起", "Unfold/fold"),
        "form.close": Words("关闭", "Close"),
    }

    def __init__(
        self, title: Words, lines: Sequence[Line], told: Sequence[Explanation], width: int, client: str = ""
    ) -> None:
        """Show lines under a title, and explanations under them; `client` is the name to mask in those."""
        super().__init__()
        self.heading, self.lines, self.told, self.room, self.client = title, lines, told, width, client
        self.unfolded: set[str] = set()

    def compose(self) -> ComposeResult:
        """Lay out title and text."""
        yield self.title_line(i18n.say(self.heading))
        yield TreeList(id="why")

    def on_mount(self) -> None:
        """Show the lines in as much height as they take."""
        self._show()

    def _show(self) -> None:
        shown = self.query_one(TreeList)
        lines = [*self.lines, *tree_lines(self.told, self.unfolded, self.room, self.client)]
        if self.told and privacy.is_masked():
            lines.append(note(" ", Styled(i18n.say(MASKED), "muted")))
        shown.styles.height = max(1, min(len(lines), MOST))
        shown.show(lines)

    def first_focus(self) -> Widget | None:
        """Return the list, so that it can be walked."""
        return self.query_one(TreeList)

    def command_form_next_empty(self) -> None:
        """Unfold the line under the cursor, or fold it again; rows stay folded while the mask is on."""
        target = self.query_one(TreeList).current
        if target is not None and not privacy.is_masked():
            self.unfolded ^= {target.id}
            self._show()

    def on_line_list_opened(self) -> None:
        """Unfold with a double click too."""
        self.command_form_next_empty()


async def show_why(screen: WorkspaceScreen, client: Key, target: Target) -> bool:
    """Say why of a row of the client page; False when nothing is decided in it."""
    if target.kind in ("why_tier", "tier", "tier_step") or (target.kind, target.id) == ("field", TIER):
        await show_tier_why(screen, client)
    elif target.kind == "standing" or (target.kind, target.id) == ("field", ASSET_CLASS):
        await show_class_why(screen, client)
    elif target.kind == "signal":
        await show_warning(screen, Key(target.id))
    else:
        return False
    return True


async def show_warning(screen: WorkspaceScreen, key: Key) -> None:
    """Show the inputs, limits, rule, source and history of a warning, and every rung down to the rows."""
    why = await screen.ask(why_signal, key)
    if why is None:
        screen.tell(i18n.say(GONE))
        return
    told = await _told(screen, why.signal.client_id, (Asked.SIGNAL,), why.signal.rule_id, why.signal.subject)
    width = screen.size.width
    await screen.ask_person(
        WhyPanel(WHY_WARNING, why_lines.warning(why, width), told, width, why.signal.client)
    )


async def show_tier_why(screen: WorkspaceScreen, client: Key) -> None:
    """Show what the newest score is made of, what changed, how near other tiers are, and the rows behind it."""
    rules = await to_thread(lambda: screen.host.workspace.rules)
    why = await screen.ask(why_tier, client, rules)
    if why is None:
        screen.tell(i18n.say(NO_SCORE))
        return
    told = await _told(screen, client, (Asked.TIER,))
    width = screen.size.width
    await screen.ask_person(WhyPanel(WHY_TIER, why_lines.tier(why, width), told, width))


async def show_class_why(screen: WorkspaceScreen, client: Key) -> None:
    """Show the floor of the class and the stage with every reason, limit and row."""
    told = await _told(screen, client, (Asked.CLASS, Asked.STAGE))
    if told:
        await screen.ask_person(WhyPanel(WHY_CLASS, (), told, screen.size.width))


async def _told(
    screen: WorkspaceScreen, client: Key, asked: Sequence[Asked], rule: str = "", subject: str | None = None
) -> list[Explanation]:
    """Return the explanations; none of a client that was lost, or by a rule that is gone."""
    rules = await to_thread(lambda: screen.host.workspace.rules)
    try:
        return [await screen.ask(explain, client, what, rules, rule=rule, subject=subject) for what in asked]
    except NotFound as error:
        if not rule:
            screen.tell(i18n.say(error.words))
        return []
