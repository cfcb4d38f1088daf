"""Help and palette: every command that works here and everywhere, found by typing, run by Enter."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from rich.cells import cell_len

from relmgr import i18n
from relmgr.commands import Command, find_command, matches
from relmgr.commands.key_map import KeyMap
from relmgr.queries.finding import FoundClient
from relmgr.screens.overlays.client_finder import client_line
from relmgr.screens.overlays.search_panel import SearchPanel
from relmgr.widgets.badges import Styled, content
from relmgr.widgets.cells import fit
from relmgr.widgets.pick_list import Item
from relmgr.words import Words

HELP = Words("帮助：{place}", "Help: {place}")
COMMANDS = Words("命令", "Commands")
CLIENTS = Words("客户", "Clients")
TYPE = Words("输入以筛选：中文、拼音、首字母、英文", "type to filter: Chinese, pinyin, initials, English")
TYPE_HELP = Words(
    "输入以筛选；Enter 执行；再按 F1 看手册", "type to filter; Enter runs; F1 again: the manual"
)
TYPE_ANY = Words("命令、屏幕或客户：中文、拼音、首字母", "a command, a screen or a client; any language")
NONE = Words("没有这样的命令。", "No command answers to this.")
NOBODY = Words("没有这样的命令或客户。", "No command and no client answers to this.")
KEYS_WIDTH, MENU_KEYS_WIDTH, LABEL_WIDTH = 12, 8, 16
"""Cells of the keys in help and palette, of the keys in the action menu, and of the label."""
ACTIONS_AT_MOST = 20

Groups = Sequence[tuple[Words, Sequence[Command]]]
WhyNot = Mapping[str, Words]
"""Why commands cannot act now, by id."""
LookUp = Callable[[str], Awaitable[Sequence[FoundClient]]]


def command_line(
    command: Command, keys: str, why_not: str = "", *, digit: int | None = None, in_menu: bool = False
) -> Item:
    """Return a command as keys, label and effect in columns; greyed, the reason stands in place of the effect."""
    label, effect = i18n.say(command.label), i18n.say(command.effect)
    width = max(LABEL_WIDTH if i18n.language() == "zh" else LABEL_WIDTH + 2, min(24, cell_len(label)))
    keys_width = MENU_KEYS_WIDTH if in_menu else KEYS_WIDTH
    lead = content(Styled(fit(keys, keys_width), "strong"), " ", fit(label, width))
    if why_not:
        return Item(lead, why_not=why_not, digit=digit)
    return Item(lead.append(content(Styled(f"  {effect}", "muted"))), digit=digit)


class HelpPanel(SearchPanel[Command]):
    """Lists the commands of the screen, then those of everywhere; the key of the help again opens the manual."""

    FULL = True

    def __init__(self, place: str, groups: Groups, why_not: WhyNot, keymap: KeyMap) -> None:
        """Show groups of commands; what `why_not` names stays listed with the reason."""
        super().__init__(i18n.say(HELP, place=place), i18n.say(TYPE_HELP))
        self.groups, self.why_not, self.keymap = groups, why_not, keymap

    async def find(self, text: str) -> Sequence[tuple[Item, Command | None]]:
        """Return the matching commands in their groups."""
        lines: list[tuple[Item, Command | None]] = []
        for title, commands in self.groups:
            shown = [command for command in commands if matches(text, command, self.keymap.keys(command))]
            if shown:
                lines.append((Item(i18n.say(title), heading=True), None))
                lines += [(self._item(command), command) for command in shown]
        return lines or [_nothing(NONE)]

    def _item(self, command: Command) -> Item:
        reason = self.why_not.get(command.id)
        return command_line(command, self.keymap.labels(command, 3), i18n.say(reason) if reason else "")

    def command_help(self) -> None:
        """Go on to the manual."""
        self.close(find_command("manual"))


class PalettePanel(SearchPanel[Command | FoundClient]):
    """Lists what is nearest to what is typed: commands, screens among them, then clients."""

    def __init__(self, commands: Sequence[Command], why_not: WhyNot, keymap: KeyMap, look_up: LookUp) -> None:
        """Search these commands, and clients with `look_up`."""
        super().__init__(i18n.say(COMMANDS), i18n.say(TYPE_ANY))
        self.commands, self.why_not, self.keymap, self.look_up = commands, why_not, keymap, look_up

    async def find(self, text: str) -> Sequence[tuple[Item, Command | FoundClient | None]]:
        """Return the best commands, and the clients that answer to the text."""
        scored = [(matches(text, one, self.keymap.keys(one)), one) for one in self.commands]
        best = sorted((s for s in scored if s[0]), key=lambda s: -s[0])[:ACTIONS_AT_MOST]
        lines: list[tuple[Item, Command | FoundClient | None]] = []
        for _, command in best:
            reason = self.why_not.get(command.id)
            why_not = i18n.say(reason) if reason else ""
            lines.append((command_line(command, self.keymap.labels(command, 2), why_not), command))
        clients = await self.look_up(text) if text.strip() else ()
        if clients:
            lines.append((Item(i18n.say(CLIENTS), heading=True), None))
            lines += [(Item(client_line(client)), client) for client in clients]
        return lines or [_nothing(NOBODY)]


def _nothing(words: Words) -> tuple[Item, None]:
    return Item(i18n.say(words), why_not=" "), None
