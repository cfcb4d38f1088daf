"""Opening the screens: on the user's book, or on a new one after a few questions."""

import contextlib
import gc
import os
import sys
from argparse import Namespace
from functools import partial
from typing import TYPE_CHECKING

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.cli.report import Report
from relmgr.errors import Refused
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.app import RelmgrApp
    from relmgr.first_run import Answers

DEMO_CLIENTS = 40
IMPORT = "import.list"
"""The command with which a new book begins if the person chose to bring a list in."""

NO_TERMINAL = Words(
    "界面需要终端。脚本里请用命令，例如 relmgr today；relmgr --help 列出全部。",
    "The screens need a terminal. In a script use a command such as relmgr today; relmgr --help lists them.",
)


def open_screens(context: Context, _args: Namespace) -> Report:
    """Open the screens on the book of the home; the first time, make it."""
    prepare_terminal()
    machine = context.machine
    if not (machine.is_typed() and machine.is_shown()):
        raise Refused(NO_TERMINAL)
    if not context.home.vault.exists():
        return begin(context)
    if _can_stand_at_gate(context):
        from relmgr.gate import Gate

        opened = Gate(context.home, context.settings).run()
        if opened is None:
            return Report(None)
        context.adopt(opened)
    run_app(context)
    return Report(None)


def run_app(context: Context, opening: str = "") -> None:
    """Show the screens until the person leaves, as last chosen on the settings screen; an option wins.

    `opening` is the id of a command that is carried out when the first screen is there.

    What ended the app unexpectedly is raised, so that it is written down and told like any other defect.
    """
    with contextlib.ExitStack() as leaving:
        app = _opened(context, leaving)
        app.opening = opening
        app.run()
    if app.failure is not None:
        raise app.failure


def _opened(context: Context, leaving: contextlib.ExitStack) -> "RelmgrApp":
    """Paint the first frame where that can be done, then load Textual and make the app that goes on from there."""
    from relmgr import screens
    from relmgr.opening.last_place import keep_place, last_place
    from relmgr.screens import looks
    from relmgr.widgets import amounts

    workspace, options = context.workspace, context.options
    wanted = looks.looks_of(workspace)
    if options.lang is None and wanted["language"] in ("zh", "en"):
        i18n.use("zh" if wanted["language"] == "zh" else "en")
    amounts.use(wanted["money"])
    typed = looks.ask_terminal(wanted, workspace.settings.file)
    place = last_place(workspace.folder, frozenset(screens.HOME) - {"client"}, "today")
    frame = stage = None
    if sys.modules.get("textual") is None and sys.platform != "win32":
        from relmgr.opening.first_frame import FirstFrame
        from relmgr.opening.stage import Stage

        stage, frame = leaving.enter_context(Stage()), FirstFrame(workspace, wanted, place)
        stage.show(frame.picture())
    from relmgr.app import RelmgrApp
    from relmgr.cli.defects import write_down

    app = RelmgrApp(workspace, place, clocks=True)
    if frame is not None and stage is not None:
        app.driver_class = stage.driver()
        app.first_paint.answers = frame.answers
    wanted.put_on(app)
    app.typed_ahead = typed
    app.keep_place = partial(keep_place, workspace.folder)
    app.keep_defect = lambda error: write_down(error, options.home, workspace.clock.now())
    return app


def prepare_terminal() -> None:
    """Set what the start needs before textual is imported.

    No animations, more patience for key sequences that a slow line splits, and no garbage collection until
    the first rows are painted: nothing made so far is garbage.
    """
    gc.disable()
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    if os.environ.get("SSH_CONNECTION"):
        os.environ.setdefault("ESCDELAY", "400")


def begin(context: Context) -> Report:
    """Ask a new user on one screen, and open what was chosen; nothing is made if the person leaves."""
    from relmgr.first_run import FirstRun, Source

    answers = FirstRun(context.home, context.settings).run()
    if answers is None:
        return Report(None)
    i18n.use(answers.language)
    if answers.source is Source.DEMO:
        from relmgr.cli.demo import demo

        return demo(context, Namespace(size=DEMO_CLIENTS, keep=None))
    make_book(context, answers)
    run_app(context, IMPORT if answers.source is Source.IMPORT else "")
    return Report(None)


def make_book(context: Context, answers: "Answers") -> None:
    """Make the book of a new user, and remember how it is to look."""
    from relmgr import services
    from relmgr.bootstrap import NewBook, create_workspace

    new = NewBook(answers.name, answers.role)
    passphrase = answers.passphrase or None
    context.adopt(create_workspace(context.home, new, passphrase, context.settings, context.clock))
    for name, value in (("language", answers.language), ("glyphs", answers.glyphs)):
        context.workspace.do(services.remember, name, value)


def _can_stand_at_gate(context: Context) -> bool:
    """Tell whether the passphrase is asked for on the screen: no file gives it and no other day is meant."""
    options = context.options
    if options.passphrase_file or options.as_of:
        return False
    context.home.check()
    return context.home.vault.needs_passphrase()
