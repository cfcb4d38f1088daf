"""Where a passphrase comes from: a file or descriptor that was named, or a person at a terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from relmgr import i18n
from relmgr.cli.machine import Machine
from relmgr.errors import Refused, WrongPassphrase
from relmgr.words import Words

T = TypeVar("T")

TRIES = 3
"""How often a person may mistype before the command ends."""

FIRST_DELAY_S = 1.0
"""Seconds to wait after the first wrong passphrase; doubles with each further one."""

ASK = Words("口令：", "Passphrase: ")
NEW = Words("新口令：", "New passphrase: ")
AGAIN = Words("再输入一次：", "Once more: ")
DIFFERENT = Words("两次输入的口令不一样；没有改动。", "The two passphrases differ; nothing was changed.")
NOBODY_TYPES = Words(
    "这个客户库有口令，而这里没有终端可以输入；请用 --passphrase-file 文件。",
    "This book has a passphrase and there is no terminal to type it; use --passphrase-file FILE.",
)
CHOOSE = Words(
    "这里没有终端可以输入口令；请用 --passphrase-file 文件，或 --no-passphrase 不设口令。",
    "There is no terminal to type a passphrase; use --passphrase-file FILE, or --no-passphrase for none.",
)
NO_FILE = Words("读不到口令文件 {path}：{why}", "The passphrase file {path} cannot be read: {why}")
NOT_TEXT = Words("口令文件 {path} 不是 UTF-8 文本。", "The passphrase file {path} is not UTF-8 text.")


def from_file(path: str) -> str:
    """Return the text of a file or descriptor without its last line end; raises Refused."""
    try:
        content = Path(path).expanduser().read_bytes()
    except OSError as error:
        raise Refused(NO_FILE.fill(path=path, why=error.strerror or error)) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(NOT_TEXT.fill(path=path)) from error
    return text.removesuffix("\n").removesuffix("\r")


def with_passphrase(
    machine: Machine, file: str | None, use: Callable[[Callable[[], str]], T], note: Callable[[str], None]
) -> T:
    """Return what `use` makes of a function that gives the passphrase.

    A person gets several tries with growing delays; a file gets one, because it would not change.
    """
    if file:
        return use(lambda: from_file(file))
    for number in range(TRIES - 1):
        try:
            return use(lambda: _typed(machine))
        except WrongPassphrase as error:
            note(i18n.say(error.words))
            machine.sleep(FIRST_DELAY_S * 2**number)
    return use(lambda: _typed(machine))


def chosen(machine: Machine, file: str | None) -> str:
    """Return a passphrase for a new vault: of the file, or typed twice; raises Refused."""
    if file:
        return from_file(file)
    if not machine.is_typed():
        raise Refused(CHOOSE)
    first = machine.ask_secret(i18n.say(NEW))
    if machine.ask_secret(i18n.say(AGAIN)) != first:
        raise Refused(DIFFERENT)
    return first


def _typed(machine: Machine) -> str:
    if not machine.is_typed():
        raise Refused(NOBODY_TYPES)
    return machine.ask_secret(i18n.say(ASK))
