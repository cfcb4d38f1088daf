"""How a command says what it takes: declared beside the function, read by the parser and by the docs test."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.cli.context import Context
    from relmgr.cli.report import Report


@dataclass(frozen=True, slots=True)
class Argument:
    """One option or place of a command; `settings` go to argparse as they are."""

    flags: tuple[str, ...]
    help: Words
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CommandLine:
    """One command: its name, what it does, what it takes, and the function that carries it out."""

    name: str
    run: "Callable[[Context, Namespace], Report]"
    help: Words
    arguments: tuple[Argument, ...] = ()


def argument(*flags: str, zh: str, en: str, **settings: Any) -> Argument:
    """Return an option (`--name`) or a place (`name`) with its help in both languages."""
    return Argument(flags, Words(zh, en), settings)


CLIENT = argument(
    "client",
    metavar="CLIENT",
    zh="客户代码、信用代码，或 find 只找到一家的写法",
    en="a code, a credit code, or whatever find resolves to one client",
)
