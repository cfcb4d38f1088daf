"""Find a client by initials, pinyin, name, code or contact, from anywhere."""

from collections.abc import Awaitable, Callable, Sequence

from textual.content import Content

from relmgr import i18n
from relmgr.queries.finding import MOST, FoundClient
from relmgr.screens.overlays.search_panel import SearchPanel
from relmgr.widgets import privacy
from relmgr.widgets.badges import content, level_badge, tier_badge
from relmgr.widgets.pick_list import Item
from relmgr.words import Words

FIND = Words("找客户", "Find a client")
PICK = Words("选客户记拜访", "Log a visit for")
HINT = Words("首字母/拼音/汉字/代码/联系人", "initials, pinyin, name, code, contact")
NOBODY = Words("没有这样的客户。", "No client answers to this.")
MORE = Words("还有更多：再输几个字", "there are more: type on")


class ClientFinder(SearchPanel[FoundClient]):
    """Answers a client; before anything is typed it lists the ones given, the selected one first."""

    def __init__(
        self,
        look_up: Callable[[str], Awaitable[Sequence[FoundClient]]],
        *,
        title: Words = FIND,
        first: Sequence[FoundClient] = (),
    ) -> None:
        """Search with `look_up`; `first` are the clients listed for an empty field."""
        super().__init__(i18n.say(title), i18n.say(HINT))
        self.look_up = look_up
        self.first = first

    async def find(self, text: str) -> Sequence[tuple[Item, FoundClient | None]]:
        """Return the clients that answer to the text."""
        found = await self.look_up(text) if text.strip() else self.first
        if not found and text.strip():
            return [(Item(i18n.say(NOBODY), why_not=" "), None)]
        lines: list[tuple[Item, FoundClient | None]] = [(Item(client_line(one)), one) for one in found]
        return [*lines, (Item(i18n.say(MORE), why_not=" "), None)] if len(found) >= MOST else lines


def client_line(client: FoundClient) -> Content:
    """Return a client as one line: tier, name, code, risk."""
    return content(
        tier_badge(client.tier),
        "  ",
        privacy.name(client.name),
        f"  {client.code}  ",
        level_badge(client.level),
    )
