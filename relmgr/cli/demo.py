"""The demo: the screens, or Today as text, on a book of fictitious clients."""

from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from relmgr import i18n
from relmgr.cli.context import Context
from relmgr.cli.declare import CommandLine, argument
from relmgr.cli.report import Report
from relmgr.cli.today import show_today
from relmgr.cli.tui import prepare_terminal, run_app
from relmgr.db.book import Home
from relmgr.errors import Refused
from relmgr.words import Words

MAKING = Words("正在生成演示库", "Making the demo book")
KEPT = Words(
    "演示库在 {folder}；以后用 relmgr --home {folder} 打开，不需要口令。",
    "The demo book is in {folder}; open it again with relmgr --home {folder}, no passphrase needed.",
)
NOT_A_SIZE = Words("--size 应为 1 至 1000000 的整数。", "--size must be a whole number from 1 to 1000000.")
LARGEST = 1_000_000


def demo(context: Context, args: Namespace) -> Report:
    """Open a demo book; it is deleted afterwards unless it is kept."""
    if not 1 <= args.size <= LARGEST:
        raise Refused(NOT_A_SIZE)
    if args.keep:
        report = _show(context, Path(args.keep).expanduser(), args.size)
        context.note(i18n.say(KEPT, folder=Path(args.keep).expanduser()))
        return report
    with TemporaryDirectory(prefix="relmgr-demo-", ignore_cleanup_errors=True) as folder:
        try:
            return _show(context, Path(folder) / "demo", args.size)
        finally:
            context.close()


def _show(context: Context, folder: Path, size: int) -> Report:
    from relmgr.demo_home import make_demo

    with context.progress(MAKING):
        context.adopt(make_demo(Home(folder), context.settings, context.clock, size))
    machine = context.machine
    wants_text = context.options.is_plain or context.options.is_json
    if wants_text or not (machine.is_typed() and machine.is_shown()):
        return show_today(context, Namespace())
    prepare_terminal()
    run_app(context)
    return Report(None)


COMMANDS = (
    CommandLine(
        "demo",
        demo,
        Words(
            "打开虚构客户的演示库；输出不是终端时打印今日页",
            "open a book of fictitious clients; prints Today when the output is no terminal",
        ),
        (
            argument(
                "--size", metavar="N", type=int, default=40, zh="客户数（默认 40）", en="clients (default 40)"
            ),
            argument(
                "--keep",
                metavar="DIR",
                zh="把演示库留在这个文件夹",
                en="make it in DIR and keep it; DIR then serves as --home",
            ),
        ),
    ),
)
