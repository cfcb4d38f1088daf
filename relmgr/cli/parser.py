"""The parser of the command line, made from what the commands declare."""

from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from relmgr import i18n
from relmgr.cli import (
    admin,
    book,
    cadence,
    completion,
    copies,
    demo,
    evaluation,
    exports,
    facts,
    history,
    imports,
    keys,
    manual,
    portfolio,
    post_loan,
    remind,
    rules,
    segments,
    tiers,
    today,
    training,
    tui,
    visits,
    warnings,
    watch,
    week,
    why,
)
from relmgr.cli.declare import Argument, CommandLine
from relmgr.cli.options import GLOBAL, Parser, add_version
from relmgr.words import Words

COMMANDS: tuple[CommandLine, ...] = (
    *demo.COMMANDS,
    *today.COMMANDS,
    *book.COMMANDS,
    *segments.COMMANDS,
    *portfolio.COMMANDS,
    *visits.COMMANDS,
    *cadence.COMMANDS,
    *warnings.COMMANDS,
    *watch.COMMANDS,
    *why.COMMANDS,
    *tiers.COMMANDS,
    *evaluation.COMMANDS,
    *rules.COMMANDS,
    *facts.COMMANDS,
    *training.COMMANDS,
    *week.COMMANDS,
    *remind.COMMANDS,
    *post_loan.COMMANDS,
    *imports.COMMANDS,
    *exports.COMMANDS,
    *history.COMMANDS,
    *admin.COMMANDS,
    *copies.COMMANDS,
    *keys.COMMANDS,
    *manual.COMMANDS,
    *completion.COMMANDS,
)
"""Every command, in the order of the help."""

ABOUT = Words(
    "客户经理的一天：客户、拜访、分层、预警、提醒和周报。不带命令就打开界面。",
    "The account manager's day: clients, visits, tiers, warnings, reminders and the week. "
    "Without a command it opens the screens.",
)
COMMAND = Words("命令", "command")
EXIT_CODES = Words(
    "退出码：0 完成；1 完成但发现问题；2 无法执行，原因见标准错误；130 被中断。",
    "Exit codes: 0 done; 1 done and something wrong was found; 2 not done, stderr says why; 130 interrupted.",
)


def make_parser() -> Parser:
    """Return the parser of every command, with its help in the present language."""
    parser = Parser(
        prog="relmgr",
        description=i18n.say(ABOUT),
        epilog=i18n.say(EXIT_CODES),
        allow_abbrev=False,
        formatter_class=RawDescriptionHelpFormatter,
    )
    add_version(parser)
    for option in GLOBAL:
        _add(parser, option)
    parser.set_defaults(run=tui.open_screens)
    commands = parser.add_subparsers(title=i18n.say(COMMAND), dest="command", metavar="COMMAND")
    for command in COMMANDS:
        _add_command(commands, command)
    return parser


def _add_command(commands: Any, command: CommandLine) -> None:
    words = i18n.say(command.help)
    sub = commands.add_parser(command.name, help=words, description=words, allow_abbrev=False)
    for option in command.arguments:
        _add(sub, option)
    for option in GLOBAL:  # people write them behind the command as often as before it
        _add(sub, option, default=SUPPRESS, hide=option.flags != ("--json",))
    sub.set_defaults(run=command.run)


def _add(parser: ArgumentParser, option: Argument, *, hide: bool = False, **more: Any) -> None:
    words = SUPPRESS if hide else i18n.say(option.help).replace("%", "%%")
    parser.add_argument(*option.flags, help=words, **option.settings, **more)
