"""The global options, and a parser that says no in one sentence; nothing of the commands is loaded here."""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from relmgr import __version__, i18n
from relmgr.cli.declare import argument
from relmgr.errors import Refused
from relmgr.words import Words

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

VERSION = Words("显示版本", "say which version this is")
WRONG = Words(
    "命令写得不对：{why}。{program} --help 列出写法。", "{why}. {program} --help shows how to write it."
)
UNKNOWN = Words(
    "没有命令 {word}；最接近的是 {near}。relmgr --help 列出全部命令。",
    "There is no command {word}; the nearest is {near}. relmgr --help lists them all.",
)


SAID = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"argument (\S+): invalid int value: '(.*)'", r"\1 应为整数，不是 \2"),
    (r"argument (\S+): invalid choice: '(.*)' \(choose from (.+)\)", r"\1 不能是 \2；可用：\3"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1 后面缺少值"),
    (r"unrecognized arguments: (.+)", r"多了 \1"),
)
"""What argparse says, which speaks English only, and the same in Chinese."""


def in_chinese(message: str) -> str:
    """Return what argparse says in Chinese, or as it is where it says something rare."""
    for english, chinese in SAID:
        if match := re.fullmatch(english, message, re.DOTALL):
            return match.expand(chinese)
    return message


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
            near = get_close_matches(bad[1], self._commands(), n=1, cutoff=0.0)[0]
            raise Refused(UNKNOWN.fill(word=bad[1], near=near))
        zh, en = WRONG
        raise Refused(
            Words(
                zh.format(why=in_chinese(message), program=self.prog),
                en.format(why=message, program=self.prog),
            )
        )

    def _commands(self) -> list[str]:
        """Return the names of the commands this parser knows."""
        return [name for action in self._actions if action.dest == "command" for name in action.choices or ()]


def add_version(parser: ArgumentParser) -> None:
    """Let a parser answer `--version`."""
    parser.add_argument(
        "--version", action="version", version=f"relmgr {__version__}", help=i18n.say(VERSION)
    )


def global_options(arguments: Sequence[str]) -> tuple[Namespace, list[str]]:
    """Return the global options, which decide language and settings, and what else was written."""
    parser = Parser(prog="relmgr", add_help=False, allow_abbrev=False)
    add_version(parser)
    for option in GLOBAL:
        parser.add_argument(*option.flags, **option.settings)
    try:
        return parser.parse_known_args(arguments)
    except Refused:  # the full parser says the same with the whole command in view
        return parser.parse_known_args([])[0], list(arguments)
