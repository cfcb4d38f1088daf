"""The parser of the command line, made from what the commands declare."""

import re
from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from relmgr import __version__, i18n
from relmgr.cli import (
    admin,
    book,
    copies,
    demo,
    evaluation,
    exports,
    imports,
    remind,
    rules,
    tiers,
    today,
    tui,
    visits,
    warnings,
    week,
)
from relmgr.cli.declare import Argument, CommandLine, argument
from relmgr.errors import Refused
from relmgr.words import Words

COMMANDS: tuple[CommandLine, ...] = (
    *demo.COMMANDS,
    *today.COMMANDS,
    *book.COMMANDS,
    *visits.COMMANDS,
    *warnings.COMMANDS,
    *tiers.COMMANDS,
    *evaluation.COMMANDS,
    *rules.COMMANDS,
    *week.COMMANDS,
    *remind.COMMANDS,
    *imports.COMMANDS,
    *exports.COMMANDS,
    *admin.COMMANDS,
    *copies.COMMANDS,
)
"""Every command, in the order of the help."""

GLOBAL = (
    argument(
        "--home",
        metavar="DIR",
        zh="客户库所在的文件夹（也可用环境变量 RELMGR_HOME）",
        en="the folder of the book (also RELMGR_HOME)",
    ),
    argument(
        "--passphrase-file",
        metavar="FILE",
        zh="口令所在的文件，可用 /dev/fd/3（也可用 RELMGR_PASSPHRASE_FILE）",
        en="read the passphrase from a file, /dev/fd/3 works (also RELMGR_PASSPHRASE_FILE)",
    ),
    argument("--lang", choices=("zh", "en"), zh="中文或英文", en="Chinese or English"),
    argument(
        "--as-of",
        metavar="DATE",
        zh="把这一天当作今天（默认今天）",
        en="the day it is for this command (default: today)",
    ),
    argument(
        "--plain",
        action="store_true",
        zh="纯文本：没有颜色和线框",
        en="plain text: no colour or box drawing",
    ),
    argument("--json", action="store_true", zh="以 JSON 输出", en="answer in JSON"),
)

ABOUT = Words(
    "客户经理的一天：客户、拜访、分层、预警、提醒和周报。不带命令就打开界面。",
    "The account manager's day: clients, visits, tiers, warnings, reminders and the week. "
    "Without a command it opens the screens.",
)
WRONG = Words(
    "命令写得不对：{why}。{program} --help 列出写法。", "{why}. {program} --help shows how to write it."
)
UNKNOWN = Words(
    "没有命令 {word}；最接近的是 {near}。relmgr --help 列出全部命令。",
    "There is no command {word}; the nearest is {near}. relmgr --help lists them all.",
)
COMMAND = Words("命令", "command")
EXIT_CODES = Words(
    "退出码：0 完成；1 完成但发现问题；2 无法执行，原因见标准错误；130 被中断。",
    "Exit codes: 0 done; 1 done and something wrong was found; 2 not done, stderr says why; 130 interrupted.",
)


class Parser(ArgumentParser):
    """An argument parser that says no in one sentence of the product's languages."""

    is_mixing = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Namespace, list[str]]:  # type: ignore[override]
        """Parse; where the number of words is open, options may stand among them."""
        if self.is_mixing or not any(action.nargs == "*" for action in self._actions):
            return super().parse_known_args(args, namespace)
        self.is_mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self.is_mixing = False

    def error(self, message: str) -> NoReturn:
        """Raise Refused instead of ending the process."""
        bad = re.search(r"argument COMMAND: invalid choice: '(.*)' \(choose from", message, re.DOTALL)
        if bad:
            near = get_close_matches(bad[1], [c.name for c in COMMANDS], n=1, cutoff=0.0)[0]
            raise Refused(UNKNOWN.fill(word=bad[1], near=near))
        raise Refused(WRONG.fill(why=message, program=self.prog))


def make_parser() -> Parser:
    """Return the parser of every command, with its help in the present language."""
    parser = Parser(
        prog="relmgr",
        description=i18n.say(ABOUT),
        epilog=i18n.say(EXIT_CODES),
        allow_abbrev=False,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"relmgr {__version__}")
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


def global_options(arguments: Sequence[str]) -> Namespace:
    """Return the global options before anything else is understood: they decide language and settings."""
    parser = Parser(prog="relmgr", add_help=False, allow_abbrev=False)
    for option in GLOBAL:
        settings = {**option.settings, "choices": None} if "choices" in option.settings else option.settings
        parser.add_argument(*option.flags, **settings)
    try:
        return parser.parse_known_args(arguments)[0]
    except Refused:  # the full parser says the same with the whole command in view
        return parser.parse_known_args([])[0]
