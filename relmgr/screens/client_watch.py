"""The watch list on the client page: one line that says since when, and when the next review is."""

from rich.cells import cell_len

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.watch_list import WatchState
from relmgr.domain.watch_words import CAUSES
from relmgr.screens.client_view import View, time_left
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled
from relmgr.widgets.line_list import Line, cell
from relmgr.words import Words

WATCHED = Words("关注名单", "watched")
REVIEW, OWNER = Words("检查 {on}", "review {on}"), Words("负责 {name}", "owner {name}")
WIDE = 60
"""A pane of so many cells has room for the cause too."""
NO_PLAN, TO_APPROVE = Words("缺计划", "no plan"), Words("待批退出", "exit proposed")


def watched(view: View) -> list[Line]:
    """Return the line of a watched client, nothing for others."""
    row = view.page.watch
    if row is None:
        return []
    parts = [i18n.say(REVIEW, on=dates.month_day(row.next_review_on))]
    if view.width >= WIDE:
        parts.insert(0, i18n.say(CAUSES[row.cause]))
    left = time_left(row.next_review_on, view.today)
    if row.state is WatchState.EXIT_PROPOSED:
        parts.append(i18n.say(TO_APPROVE))
    elif row.is_unanswered:
        parts.append(i18n.say(NO_PLAN))
    wide = 9 if view.language == "zh" else 8
    room = max(11, view.width - wide - 11)
    owner = [i18n.say(OWNER, name=privacy.name(row.owner))] if row.owner else []
    if cell_len("  ".join([*parts, *owner])) <= room:
        parts += owner
    text = cell("  ".join(parts), room)
    return [view.row("watch", row.id, cell(Styled(i18n.say(WATCHED), "strong"), wide), text, left)]
