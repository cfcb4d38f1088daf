"""Opening the screens: on the user's book, or on a new one after a few questions."""

import gc
import os
from argparse import Namespace

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.cli.passphrase import AGAIN, DIFFERENT
from relmgr.cli.report import Report
from relmgr.errors import Refused
from relmgr.words import Words

NO_TERMINAL = Words(
    "界面需要终端。脚本里请用命令，例如 relmgr today；relmgr --help 列出全部。",
    "The screens need a terminal. In a script use a command such as relmgr today; relmgr --help lists them.",
)
WELCOME = Words(
    "{folder} 里还没有客户库，现在建一个；数据加密保存在本机，不联网。Ctrl+C 放弃。",
    "There is no book in {folder} yet; let us make one. It is encrypted, stays on this machine, and nothing "
    "is sent. Ctrl+C gives up.",
)
LANGUAGE = Words("语言 / language [zh/en]（{now}）：", "语言 / language [zh/en] ({now}): ")
NAME = Words("您的姓名：", "Your name: ")
PASSPHRASE = Words(
    "口令（忘记就打不开；直接回车表示不设）：",
    "Passphrase (a forgotten one cannot be recovered; Enter for none): ",
)
FIRST = Words(
    "建好了。导入名单：relmgr import 文件；先看演示：relmgr demo。",
    "Done. To bring a list in: relmgr import FILE; for a tour: relmgr demo.",
)


def open_screens(context: Context, _args: Namespace) -> Report:
    """Open the screens on the book of the home; the first time, make it."""
    prepare_terminal()
    machine = context.machine
    if not (machine.is_typed() and machine.is_shown()):
        raise Refused(NO_TERMINAL)
    if not context.home.vault.exists():
        first_run(context)
    elif _can_stand_at_gate(context):
        from relmgr.gate import Gate

        opened = Gate(context.home, context.settings).run()
        if opened is None:
            return Report(None)
        context.adopt(opened)
    run_app(context)
    return Report(None)


def run_app(context: Context) -> None:
    """Show the screens until the person leaves, as last chosen on the settings screen; an option wins.

    What ended the app unexpectedly is raised, so that it is written down and told like any other defect.
    """
    from relmgr.app import RelmgrApp
    from relmgr.cli.defects import write_down
    from relmgr.screens import looks

    workspace, options = context.workspace, context.options
    wanted = looks.looks_of(workspace)
    if options.lang is None and wanted["language"] in ("zh", "en"):
        i18n.use("zh" if wanted["language"] == "zh" else "en")
    typed = looks.ask_terminal(wanted, workspace.settings.file)
    app = RelmgrApp(workspace, clocks=True)
    wanted.put_on(app)
    app.typed_ahead = typed
    app.keep_defect = lambda error: write_down(error, options.home, workspace.clock.now())
    app.run()
    if app.failure is not None:
        raise app.failure


def prepare_terminal() -> None:
    """Set what the start needs before textual is imported.

    No animations, more patience for key sequences that a slow line splits, and no garbage collection until
    the first rows are painted: nothing made so far is garbage.
    """
    gc.disable()
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    if os.environ.get("SSH_CONNECTION"):
        os.environ.setdefault("ESCDELAY", "400")


def first_run(context: Context) -> None:
    """Ask for language, name and passphrase, make the book, and remember the language that was chosen."""
    from relmgr import services
    from relmgr.bootstrap import NewBook, create_workspace

    machine, say = context.machine, i18n.say
    context.note(say(WELCOME, folder=context.home.folder))
    spoken = machine.ask(say(LANGUAGE, now=i18n.language())).strip().lower()
    if spoken in ("zh", "en"):
        i18n.use("zh" if spoken == "zh" else "en")
    name = ""
    while not name:
        name = machine.ask(say(NAME)).strip()
    passphrase = machine.ask_secret(say(PASSPHRASE))
    if passphrase and machine.ask_secret(say(AGAIN)) != passphrase:
        raise Refused(DIFFERENT)
    new = NewBook(name)
    context.adopt(create_workspace(context.home, new, passphrase or None, context.settings, context.clock))
    if spoken in ("zh", "en"):
        context.workspace.do(services.remember, "language", spoken)
    context.note(say(FIRST))


def _can_stand_at_gate(context: Context) -> bool:
    """Tell whether the passphrase is asked for on the screen: no file gives it and no other day is meant."""
    options = context.options
    if options.passphrase_file or options.as_of:
        return False
    context.home.check()
    return context.home.vault.needs_passphrase()
