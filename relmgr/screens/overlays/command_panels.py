"""Help and palette: every command that works here and everywhere, found by typing, run by Enter."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from relmgr import i18n
from relmgr.commands import Command, key_label, matches
from relmgr.screens.overlays.search_panel import SearchPanel
from relmgr.widgets.badges import Styled, content
from relmgr.widgets.cells import fit
from relmgr.widgets.pick_list import Item
from relmgr.words import Words

HELP = Words("帮助：{place}", "Help: {place}")
COMMANDS = Words("命令", "Commands")
TYPE = Words("输入以筛选：中文、拼音、首字母、英文", "type to filter: Chinese, pinyin, initials, English")
NONE = Words("没有这样的命令。", "No command answers to this.")
KEYS_WIDTH, LABEL_WIDTH = 14, 18

Groups = Sequence[tuple[Words, Sequence[Command]]]


def command_line(command: Command, why_not: str = "") -> Item:
    """Return a command as keys, label and effect in columns."""
    keys = " ".join(key_label(key) for key in command.keys[:3])
    label, effect = i18n.say(command.label), i18n.say(command.effect)
    width = max(LABEL_WIDTH, min(24, cell_len(label)))
    text = content(Styled(fit(keys, KEYS_WIDTH), "strong"), fit(label, width), Styled(f"  {effect}", "muted"))
    return Item(text, why_not=why_not)


class HelpPanel(SearchPanel[Command]):
    """Lists the commands of the screen, then those of everywhere."""

    FULL = True

    def __init__(self, place: str, groups: Groups, refusal: Callable[[Command], Words | None]) -> None:
        """Show groups of commands; what `refusal` objects to stays listed with the reason."""
        super().__init__(i18n.say(HELP, place=place), i18n.say(TYPE))
        self.groups, self.refusal = groups, refusal

    async def find(self, text: str) -> Sequence[tuple[Item, Command | None]]:
        """Return the matching commands in their groups."""
        lines: list[tuple[Item, Command | None]] = []
        for title, commands in self.groups:
            shown = [command for command in commands if matches(text, command)]
            if shown:
                lines.append((Item(i18n.say(title), heading=True), None))
                lines += [(self._item(command), command) for command in shown]
        return lines or [_no_command()]

    def _item(self, command: Command) -> Item:
        reason = self.refusal(command)
        return command_line(command, i18n.say(reason) if reason else "")


class PalettePanel(SearchPanel[Command]):
    """Lists the commands whose name is nearest to what is typed, best first, at most twenty."""

    def __init__(self, commands: Sequence[Command]) -> None:
        """Search these commands."""
        super().__init__(i18n.say(COMMANDS), i18n.say(TYPE))
        self.commands = commands

    async def find(self, text: str) -> Sequence[tuple[Item, Command | None]]:
        """Return the best matches."""
        scored = [(matches(text, command), command) for command in self.commands]
        best = sorted((s for s in scored if s[0]), key=lambda s: -s[0])[:20]
        return [(command_line(command), command) for _, command in best] or [_no_command()]


def _no_command() -> tuple[Item, None]:
    return Item(i18n.say(NONE), why_not=" "), None
