"""Choosing a command: the action menu, the help, the palette; loaded with the first key that asks for one."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from relmgr import i18n
from relmgr.commands import FORM, GLOBAL, IN_FORM, MOVES, PALETTE_ONLY, PLACES, Command, find_command
from relmgr.db.newest import Newest
from relmgr.queries.finding import FoundClient, found_clients
from relmgr.screens import commanding
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.everywhere import Everywhere
from relmgr.screens.overlays.command_panels import Groups, HelpPanel, PalettePanel, command_line
from relmgr.screens.overlays.manual_panel import ManualPanel
from relmgr.screens.overlays.menu import MenuPanel
from relmgr.widgets.pick_list import Item
from relmgr.words import Words

HERE, EVERYWHERE = Words("本屏", "This screen"), Words("到处", "Everywhere")
BY_NAME = Words("只在命令面板 (^P)", "From the palette (^P)")
CLIENT = Words("客户页", "Client")
SECTIONS = {
    "clients": Words("客户列表", "Clients"),
    "client": Words("客户页", "The client page"),
    "team": Words("团队", "Team"),
}
"""The sections of the manual about a screen, where they are not called as the screen is."""
ACTIONS, ON_MARKED = Words("操作", "Actions"), Words("操作：{n} 行已标记", "Actions on {n} marked rows")
MORE, BACK = Words("更多操作", "More actions"), Words("本行的操作", "Actions of the row")
NOT_ON_SCREEN = Words("本屏没有这一步", "not a step of this screen")
VERBS = ("verb.accept", "verb.plan", "verb.resolve", "verb.reject")
FOUND_AT_MOST = 8


class Choice(NamedTuple):
    """One line of the action menu: the command, its digit where it has one, and why it cannot act now."""

    command: Command
    digit: int | None
    why_not: Words | None


async def choose_action(app: Everywhere) -> Command | None:
    """Ask for an action of the row by its digit; `0` turns to the other actions of the screen and back."""
    page = app.page
    sides = menu_sides(app)
    side = 0
    while True:
        lines: list[Choice | None] = list(sides[side])
        if sides[1]:
            numbered = sum(choice.digit is not None for choice in sides[side])
            lines.insert(numbered, None)
        turn = Item(i18n.say(BACK if side else MORE), digit=0)
        items = [turn if choice is None else _item(app, choice) for choice in lines]
        place = await page.ask_person(MenuPanel(_title(page), items))
        if place is None:
            return None
        if (chosen := lines[place]) is not None:
            return chosen.command
        side = 1 - side


def menu_sides(app: Everywhere) -> tuple[Sequence[Choice], Sequence[Choice]]:
    """Return the actions of the row, and the other actions of the screen; a command has one digit everywhere.

    Where a screen has verbs all four stand there, so that a digit never means another one.
    """
    offered = {command.id: command for command in app.offered() if command.menu}
    found = [Choice(c, _digit(c), app.refusal(c)) for c in offered.values()]
    if any(command_id in offered for command_id in VERBS):
        missing = [find_command(command_id, "today") for command_id in VERBS if command_id not in offered]
        found += [Choice(command, command.menu, NOT_ON_SCREEN) for command in missing]
    found.sort(key=lambda choice: choice.command.menu)
    return [c for c in found if c.command.menu < 10], [c for c in found if c.command.menu >= 10]


def _digit(command: Command) -> int | None:
    return command.menu % 10 if command.menu < 20 else None


def _item(app: Everywhere, choice: Choice) -> Item:
    why_not = i18n.say(choice.why_not) if choice.why_not else ""
    return command_line(
        choice.command, app.keymap.labels(choice.command, 2), why_not, digit=choice.digit, in_menu=True
    )


def _title(page: WorkspaceScreen) -> str:
    marked = len(getattr(getattr(page, "table", None), "marks", ()))
    return i18n.say(ON_MARKED, n=f"{marked:,}") if marked else i18n.say(ACTIONS)


def help_groups(app: Everywhere) -> Groups:
    """Return the commands to list: of the open form or of the screen, those of everywhere, those without a key."""
    panel = commanding.focused_panel(app)
    if panel is not None:
        form = [command for command in FORM if getattr(panel, command.method, None) is not None]
        return ((HERE, form), (EVERYWHERE, [command for command in GLOBAL if command.id in IN_FORM]))
    everywhere = {command.id for command in GLOBAL}
    here = [command for command in app.offered() if command.id not in everywhere]
    moves = MOVES if getattr(app.page, "table", None) is not None else ()
    return ((HERE, (*here, *moves)), (EVERYWHERE, GLOBAL), (BY_NAME, PALETTE_ONLY))


async def choose_from_help(app: Everywhere) -> Command | None:
    """Show every key that works here with what it does, and return the command that is picked."""
    place = i18n.say(_place_of(app))
    groups = help_groups(app)
    return await app.page.ask_person(HelpPanel(place, groups, _reasons(app, groups), app.keymap))


async def choose_from_palette(app: Everywhere) -> Command | FoundClient | None:
    """Return the command or the client whose name is typed."""

    line = Newest()

    async def look_up(text: str) -> Sequence[FoundClient]:
        return await app.ask(line.of(found_clients), text, FOUND_AT_MOST)

    groups = help_groups(app)
    commands = {command.id: command for _, group in groups for command in group}
    if commanding.focused_panel(app) is not None:
        commands |= {command.id: command for command in PALETTE_ONLY}
    panel = PalettePanel(list(commands.values()), _reasons(app, groups), app.keymap, look_up)
    return await app.page.ask_person(panel)


def _reasons(app: Everywhere, groups: Groups) -> Mapping[str, Words]:
    """Return why commands cannot act now, by id; asked before a panel has the keyboard."""
    if commanding.focused_panel(app) is not None:
        return {}
    found = {command.id: app.why_not(command) for _, group in groups for command in group}
    return {command_id: why_not for command_id, why_not in found.items() if why_not is not None}


async def read_manual(app: Everywhere) -> None:
    """Show the manual at the section about the shown screen."""
    await app.page.ask_person(ManualPanel(app.keymap, i18n.say(SECTIONS.get(app.page.NAME, _place_of(app)))))


def _place_of(app: Everywhere) -> Words:
    places = {
        command.id[3:]: command.label for command in (*PLACES, *PALETTE_ONLY) if command.id[:3] == "go."
    }
    return places.get(app.page.NAME, CLIENT)
