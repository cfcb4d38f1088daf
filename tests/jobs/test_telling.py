"""Telling: a line, the bell or the user's command, after the claim; a command that fails harms nothing."""

import io
import json
import logging
import os
import shlex
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from relmgr import i18n, services
from relmgr.domain.reminders import Fired
from relmgr.errors import Damaged
from relmgr.jobs import telling
from relmgr.jobs.service import run_service
from relmgr.jobs.telling import BELL, Telling, run_command
from relmgr.queries.reminders import inbox
from relmgr.words import Words
from relmgr.workspace import Workspace


@pytest.fixture(autouse=True)
def _listening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the log speak: tools that configure logging in this process switch off loggers they do not know."""
    monkeypatch.setattr(telling.log, "disabled", False)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        """Say that somebody is looking."""
        return True


def _due(book: Workspace, text: str = "送 term sheet v2") -> None:
    book.do(services.add_reminder, None, text, datetime(2026, 11, 23, 1, 0, tzinfo=UTC))


def test_a_line_and_the_bell(book: Workspace) -> None:
    """On a terminal each reminder is a line in the banker's time, then the bell; the inbox knows it."""
    _due(book)
    out = _Terminal()
    assert run_service(book, "remind", Telling(book, out), once=True) == 1
    assert out.getvalue() == f"2026-11-23 09:00  送 term sheet v2\n{BELL}"
    assert all(row.shown_at for row in book.ask(inbox))


def test_no_bell_into_a_pipe(book: Workspace) -> None:
    """A log file gets lines only, and nothing at all when nothing is due."""
    out = io.StringIO()
    assert run_service(book, "remind", Telling(book, out), once=True) == 0
    _due(book)
    run_service(book, "remind", Telling(book, out), once=True)
    assert BELL not in out.getvalue()
    assert run_service(book, "remind", Telling(book, out), once=True) == 0


def test_a_text_cannot_steer_the_terminal(book: Workspace) -> None:
    """Escape sequences and line breaks in what a person typed come out as blanks."""
    _due(book, "a\x1b[2Jb\nc\u202e")
    out = io.StringIO()
    run_service(book, "remind", Telling(book, out), once=True)
    assert out.getvalue().count("\n") == 1
    assert "\x1b" not in out.getvalue()
    assert "\u202e" not in out.getvalue()


def test_the_command_gets_the_reminder(book: Workspace, tmp_path: Path) -> None:
    """The user's program finds the reminder in its environment; no shell reads the text."""
    kept = tmp_path / "env.json"
    script = tmp_path / "note it.py"
    script.write_text(
        "import json, os, sys\n"
        "wanted = {k: v for k, v in os.environ.items() if k.startswith('RELMGR_REMINDER_')}\n"
        "open(sys.argv[1], 'w', encoding='utf-8').write(json.dumps(wanted))\n",
        encoding="utf-8",
    )
    command = shlex.join([sys.executable, str(script), str(kept)])
    book.settings = replace(book.settings, remind_command=command)
    _due(book, "$(touch hacked); `x` 付款")
    i18n.use("en")
    run_service(book, "remind", Telling(book, _Terminal()), once=True)
    seen = json.loads(kept.read_text(encoding="utf-8"))
    [row] = book.ask(inbox)
    assert seen == {
        "RELMGR_REMINDER_ID": f"{row.reminder_id}.0",
        "RELMGR_REMINDER_KIND": "manual",
        "RELMGR_REMINDER_CLIENT": "",
        "RELMGR_REMINDER_DUE": "2026-11-23T09:00+08:00",
        "RELMGR_REMINDER_TEXT": "$(touch hacked); `x` 付款",
    }


@pytest.mark.parametrize("command", ["/no/such/program", "unclosed 'quote", "   "])
def test_a_command_that_cannot_run_is_logged(
    book: Workspace, command: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The reminder counts as told and is not tried again."""
    book.settings = replace(book.settings, remind_command=command)
    _due(book)
    with caplog.at_level(logging.WARNING):
        assert run_service(book, "remind", Telling(book, io.StringIO()), once=True) == 1
    assert "did not run" in caplog.text
    assert run_service(book, "remind", Telling(book, io.StringIO()), once=True) == 0


def test_a_command_that_fails_or_hangs_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """A bad exit code and a program that does not end are both over after the limit."""
    with caplog.at_level(logging.WARNING):
        assert not run_command(shlex.join([sys.executable, "-c", "raise SystemExit(3)"]), {})
        slow = shlex.join([sys.executable, "-c", "import time; time.sleep(60)"])
        assert not run_command(slow, {}, time_limit=0.2)
    assert "ended with 3" in caplog.text
    assert "timed out" in caplog.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_service_stops_when_asked(book: Workspace, number: signal.Signals) -> None:
    """The reminder that is being told is finished, then the service ends and old handlers are back."""
    before = signal.getsignal(number)
    told: list[Fired] = []

    def tell(fired: list[Fired]) -> None:
        told.extend(fired)
        os.kill(os.getpid(), number)

    _due(book)
    _due(book, "等着")
    assert run_service(book, "remind", tell, interval=0.05) == 1
    assert len(told) == 1
    assert len(book.ask(inbox)) == 2
    assert signal.getsignal(number) is before


def test_the_service_ends_with_what_is_wrong(book: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that cannot read its book says so instead of looking alive."""

    def damaged(*_: object) -> None:
        raise Damaged(Words("坏", "damaged"))

    monkeypatch.setattr(book, "ask", damaged)
    with pytest.raises(Damaged):
        run_service(book, "remind", lambda _: None, interval=0.05)
