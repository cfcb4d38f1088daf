"""What was done, and taking an action back or doing it again: the last one, or a chosen one."""

from argparse import Namespace

from relmgr import i18n
from relmgr.cli.cells import column, short_id
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Report, Table, sentence
from relmgr.queries.history import MOST, action_of
from relmgr.queries.history import history as done
from relmgr.words import Words

UNDONE = Words("已撤销：{what}", "Undone: {what}")
REDONE = Words("已重做：{what}", "Done again: {what}")
TAKEN_BACK = Words("已撤销", "undone")
NOTHING = Words("还没有做过可以撤销的操作。", "Nothing was done yet that can be undone.")


def history(context: Context, _args: Namespace) -> Report:
    """List the last actions of the signed-in person, newest first."""
    rows = context.workspace.ask(done)
    columns = (
        column("操作号", "action"),
        column("时间", "when"),
        column("内容", "what"),
        column("客户", "client"),
        column("写入行", "rows", right=True),
        column("状态", "state"),
    )
    cells = [
        (
            short_id(row.id),
            f"{row.at.astimezone(context.clock.zone):%Y-%m-%d %H:%M}",
            i18n.say(row.label),
            row.client or "-",
            f"{row.entries:,}",
            i18n.say(TAKEN_BACK) if row.undone_at else "-",
        )
        for row in rows
    ]
    return Report(rows, (Table(columns, cells, NOTHING),))


def undo(context: Context, args: Namespace) -> Report:
    """Take back the last action of the signed-in person, or the one that is named."""
    from relmgr import services

    workspace = context.workspace
    if args.action is None:
        words = workspace.do(services.undo_last).result
    else:
        words = workspace.do(services.undo_action, workspace.ask(action_of, args.action).id).result
    return sentence(i18n.say(UNDONE, what=i18n.say(words)), {"undone": words})


def redo(context: Context, args: Namespace) -> Report:
    """Do again what was just undone, or the undone action that is named."""
    from relmgr import services

    workspace = context.workspace
    if args.action is None:
        words = workspace.do(services.redo_last).result
    else:
        words = workspace.do(services.redo_action, workspace.ask(action_of, args.action).id).result
    return sentence(i18n.say(REDONE, what=i18n.say(words)), {"redone": words})


ACTION = argument(
    "action", nargs="?", zh="操作号（见 relmgr history）", en="number of an action (see relmgr history)"
)
COMMANDS = (
    CommandLine("history", history, Words(f"最近 {MOST} 次操作", f"your last {MOST} actions")),
    CommandLine(
        "undo",
        undo,
        Words("撤销自己的上一次操作，或所指的一次", "take back your last action, or one of them"),
        (ACTION,),
    ),
    CommandLine(
        "redo",
        redo,
        Words("重做刚撤销的操作，或所指的一次", "do again what was undone, or one of them"),
        (ACTION,),
    ),
)
