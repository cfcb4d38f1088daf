"""What the client list says around its rows; without Textual, because the first frame says it too."""

from collections.abc import Sequence
from typing import Final

from relmgr import i18n
from relmgr.words import Words

TITLE = Words("客户 {n}", "Clients {n}")
SORTED = Words("排序: {by} {way}", "sort: {by} {way}")
DOWN, UP = Words("默认", "default"), Words("反序", "reversed")
FOOTER: Final = ("find.done", "open", "visit.log", "find", "filter", "sort", "mark", "menu", "segment", "new")
SORTS: Final[Sequence[tuple[str, Words]]] = (
    ("exposure", Words("敞口", "Exposure")),
    ("name", Words("名称", "Name")),
    ("tier", Words("层级", "Tier")),
    ("level", Words("预警", "Warning")),
    ("seen", Words("最久未见", "Longest unseen")),
    ("next", Words("下次拜访", "Next visit")),
)
"""Orders of the list; it opens in the first."""


def title_line(count: int, sort: str, *, reverse: bool = False, narrowed: Sequence[str] = ()) -> str:
    """Return the title: how many, narrowed to what, in which order."""
    way = i18n.say(UP if reverse else DOWN)
    order = i18n.say(SORTED, by=i18n.say(dict(SORTS)[sort]), way=way)
    return "   ".join([i18n.say(TITLE, n=f"{count:,}"), *narrowed, order])
