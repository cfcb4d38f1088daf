"""The command line: `main` parses, carries one command out, and turns every refusal into a sentence."""

import contextlib
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from relmgr import i18n
from relmgr.cli.machine import Machine
from relmgr.errors import Ambiguous, Refused, RelmgrError
from relmgr.settings import Settings, config_file, load_settings
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.cli.context import Context
    from relmgr.cli.report import Report

INTERRUPTED = Words("已中断，没有留下做了一半的事。", "Interrupted; nothing is half-done.")
NOT_TEXT = Words("命令行里有不是 UTF-8 的字符。", "The command line holds characters that are not UTF-8.")
DEFECT = Words(
    "relmgr 内部出错（{kind}）。错误位置已写入 {path}，其中没有客户数据；请把它交给维护者。",
    "relmgr made a mistake ({kind}). Where it happened is written to {path}, without customer data; "
    "please hand it to the maintainers.",
)

DONE, FOUND_SOMETHING, NOT_DONE, STOPPED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None, machine: Machine | None = None) -> int:
    """Carry out one command and return its exit code; `argv` is without the program's name."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _guarded(arguments, machine or Machine())
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough: `relmgr book | head`
        _discard_output()
        return DONE
    except KeyboardInterrupt:
        _complain(INTERRUPTED)
        return STOPPED
    return code


def _guarded(arguments: list[str], machine: Machine) -> int:
    home: str | None = None
    try:
        options, rest = _speak(arguments)
        home = options.home
        return _run(options if not rest else _parsed(arguments), machine)
    except Ambiguous as error:
        _complain(error.words)
        for candidate in error.candidates:
            sys.stderr.write(f"  {_harmless(candidate)}\n")
        return NOT_DONE
    except RelmgrError as error:
        _complain(error.words)
        return NOT_DONE
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except SystemExit as error:  # argparse after --help and --version
        return int(error.code or DONE)
    except EOFError:
        _complain(INTERRUPTED)
        return STOPPED
    except Exception as error:  # noqa: BLE001  the one boundary of the command line
        from relmgr.cli.defects import write_down

        path = write_down(error, home, machine.clock(ZoneInfo("UTC")).now())
        _complain(DEFECT.fill(kind=type(error).__name__, path=path))
        return NOT_DONE


def _speak(arguments: list[str]) -> tuple[Namespace, list[str]]:
    """Choose the language before anything is said: option, settings, locale."""
    from relmgr.cli.options import global_options

    if any("\udc80" <= character <= "\udcff" for text in arguments for character in text):
        i18n.use(i18n.from_environment())
        raise Refused(NOT_TEXT)
    options, rest = global_options(arguments)
    i18n.use(i18n.from_environment())
    if options.lang in ("zh", "en"):
        i18n.use(options.lang)
        return options, rest
    with contextlib.suppress(RelmgrError):  # a broken settings file is told by the command itself
        settings = load_settings(config_file(options.home))
        if settings.language in ("zh", "en"):
            i18n.use("zh" if settings.language == "zh" else "en")
    return options, rest


def _parsed(arguments: list[str]) -> Namespace:
    from relmgr.cli.parser import make_parser

    return make_parser().parse_args(arguments)


def _run(parsed: Namespace, machine: Machine) -> int:
    """Carry out what was parsed; without a command that is opening the screens."""
    from relmgr.cli.context import Context, Options
    from relmgr.cli.tui import open_screens

    options = Options(
        home=parsed.home,
        passphrase_file=parsed.passphrase_file or os.environ.get("RELMGR_PASSPHRASE_FILE"),
        as_of=parsed.as_of,
        is_plain=parsed.plain,
        is_json=parsed.json,
        lang=parsed.lang,
    )
    context = Context(options, _settings(parsed), machine)
    try:
        report: Report = getattr(parsed, "run", open_screens)(context, parsed)
        _write(report, context)
        return report.code
    finally:
        context.close()


def _settings(parsed: Namespace) -> Settings:
    return load_settings(config_file(parsed.home))


def _write(report: "Report", context: "Context") -> None:
    from relmgr.cli import render

    if context.options.is_json:
        render.write_json(report, context.clock.zone)
    elif context.options.is_plain or not context.machine.is_shown():
        render.write_plain(report)
    else:
        render.write_rich(report)


def _complain(words: Words) -> None:
    sys.stderr.write(_harmless(i18n.say(words)) + "\n")


def _harmless(text: str) -> str:
    from relmgr.cli.render import clean

    return clean(text).encode("utf-8", "backslashreplace").decode()


def _discard_output() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not complain."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
