"""What was done, newest first, with what each action changed; Enter takes one back or brings it back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual.content import Content

from relmgr import i18n, services
from relmgr.domain.row_changes import OP_WORDS, RowChange
from relmgr.domain.values import Key
from relmgr.queries.history import HistoryRow, action_changes, history
from relmgr.screens.queue import QueueScreen
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled, content, lines
from relmgr.widgets.columns import Cell, Column
from relmgr.words import Words

COUNT, UNDONE_COUNT = Words("操作 {n}", "Actions {n}"), Words("已撤销 {n}", "Undone {n}")
UNDONE, DONE = Words("已撤销", "undone"), Words("-", "-")
TAKEN_BACK = Words("已撤销：{what}", "Undone: {what}")
BROUGHT_BACK = Words("已重做：{what}", "Done again: {what}")
MORE = Words("另有 {n} 行", "{n} rows more")
ENTER = {
    False: Words("Enter 撤销这一操作", "Enter takes this back"),
    True: Words("Enter 重做这一操作", "Enter does this again"),
}
NOTHING = {
    "all": Words(
        "还没有做过可以撤销的操作。\n\n记一次拜访：v   处置预警：4 a",
        "Nothing was done yet that can be undone.\n\nv logs a visit   4 a answers a warning",
    ),
    "undone": Words("没有撤销过操作。\n\n[ 看全部", "Nothing is undone.\n\n[ shows all"),
}


class HistoryScreen(QueueScreen[HistoryRow]):
    """The undo list of the signed-in person."""

    NAME = "history"
    WATCHES = frozenset(
        {"client", "contact", "facility", "followup", "importbatch", "rebuttal", "reminder", "segment", "signal",
         "tierchange", "tieroverride", "visit", "watchitem", "watchreview", "externalevent", "feedback"}
    )  # fmt: skip
    FOOTER = ("find.done", "open", "find", "tab.next", "undo", "redo", "copy", "menu")
    VIEWS = (("all", Words("全部", "All")), ("undone", Words("已撤销", "Undone")))
    SORTS: ClassVar[Sequence[tuple[str, Words]]] = (
        ("newest", Words("最新", "newest")),
        ("client", Words("客户", "client")),
    )

    def columns(self) -> Sequence[Column[HistoryRow]]:
        """Return the columns, the dispensable ones last."""
        return (
            Column(Words("时间", "When"), (11, 11), self._when, sort="newest"),
            Column(Words("操作", "Action"), (24, 24), _label, grow=True),
            Column(Words("状态", "State"), (6, 6), _state),
            Column(
                Words("客户", "Client"),
                (14, 14),
                lambda r: privacy.name(r.client) if r.client else "-",
                grow=True,
                sort="client",
            ),
            Column(Words("写入行", "Rows"), (6, 6), lambda r: f"{r.entries:,}", right=True, from_width=70),
        )

    def _when(self, row: HistoryRow) -> str:
        return _moment(row.at.astimezone(self.host.workspace.clock.zone))

    async def queue(self) -> Sequence[HistoryRow]:
        """Ask for the last actions."""
        rows = await self.ask(history)
        return [row for row in rows if row.undone_at is not None] if self.view == "undone" else rows

    def texts(self, row: HistoryRow) -> Iterable[str]:
        """Return what was done, in both languages."""
        return (row.label_zh, row.label_en, row.client)

    async def preview(self, key: Key) -> Content | None:
        """Ask what an action changed."""
        if (row := self.held.get(key)) is None:
            return None
        zone = self.host.workspace.clock.zone
        shown = [content(Styled(_label(row), "strong"))]
        if row.undone_at is not None:
            moment = _moment(row.undone_at.astimezone(zone))
            shown.append(content(Styled(f"{i18n.say(UNDONE)} {moment}", "muted")))
        changes = await self.ask(action_changes, key)
        for change in changes:
            shown += _told(change, row.client)
        if row.entries > len(changes) > 0:
            shown.append(content(Styled(i18n.say(MORE, n=row.entries - len(changes)), "muted")))
        shown += [content(""), content(Styled(i18n.say(ENTER[row.undone_at is not None]), "muted"))]
        return lines(*shown)

    # the frame ------------------------------------------------------------------------------------------

    def figures(self) -> Sequence[str]:
        """Return how many actions are listed, and how many of them are undone."""
        undone = sum(row.undone_at is not None for row in self.held.values())
        return [i18n.say(COUNT, n=len(self.held)), *([i18n.say(UNDONE_COUNT, n=undone)] if undone else [])]

    def nothing(self) -> Words:
        """Return why a view is empty and what to press."""
        return NOTHING[self.view]

    # commands -------------------------------------------------------------------------------------------

    async def command_open(self) -> None:
        """Take back the selected action, or bring it back; what was changed since refuses with a sentence."""
        if (row := self.row) is None:
            return
        what = _label(row)
        if row.undone_at is None:
            await self.host.do(services.undo_action, row.id)
            self.host.toast(TAKEN_BACK, what=what)
        else:
            await self.host.do(services.redo_action, row.id)
            self.host.toast(BROUGHT_BACK, what=what)
        self.reload()


def _moment(at: datetime) -> str:
    return f"{at:%m-%d %H:%M}"


def _label(row: HistoryRow) -> str:
    return privacy.about(i18n.say(row.label), row.client)


def _state(row: HistoryRow) -> Cell:
    return Styled(i18n.say(UNDONE), "muted") if row.undone_at is not None else ""


def _told(change: RowChange, client: str) -> list[Content]:
    """Return a row as a line of its own, and under it its fields before and after."""
    head = content(f"{i18n.say(change.title)} ", Styled(i18n.say(OP_WORDS[change.op]), "strong"))
    fields = [
        content(
            Styled(f"  {i18n.say(one.title)} ", "muted"),
            privacy.amount(privacy.about(f"{i18n.say(one.before)} > {i18n.say(one.after)}", client)),
        )
        for one in change.fields
    ]
    return [head, *fields]
