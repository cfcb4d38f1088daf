"""The command line as a process of its own: start cost, pipes, signals."""

import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from relmgr import services
from relmgr.workspace import Workspace

HEAVY = (
    "sqlalchemy",
    "sqlmodel",
    "pydantic",
    "alembic",
    "textual",
    "apscheduler",
    "openpyxl",
    "pypinyin",
    "holidays",
)


def relmgr(*arguments: str, home: Path, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    """Run one command in a process and return what it answered."""
    command = [sys.executable, *python, "-m", "relmgr", "--home", str(home), *arguments]
    return subprocess.run(command, capture_output=True, timeout=60, check=False)


def test_version(tmp_path: Path) -> None:
    ran = relmgr("--version", home=tmp_path)
    assert ran.returncode == 0
    assert ran.stdout.startswith(b"relmgr ")


@pytest.mark.parametrize(
    "command", [("--version",), ("today",), ("find", "x"), ("--help",), ("book", "--json")]
)
def test_reading_loads_nothing_heavy(template: Path, command: tuple[str, ...]) -> None:
    ran = relmgr(*command, home=template, python=("-X", "importtime"))
    loaded = {line.rpartition("|")[2].strip() for line in ran.stderr.decode().splitlines()}
    assert ran.returncode == 0
    assert not loaded & set(HEAVY)
    assert "relmgr.cli" in loaded


def test_opening_the_screens_loads_no_command(template: Path) -> None:
    ran = relmgr(home=template, python=("-X", "importtime"))
    loaded = {line.rpartition("|")[2].strip() for line in ran.stderr.decode().splitlines()}
    assert ran.returncode == 2  # no terminal here
    assert "relmgr.cli.parser" not in loaded


def test_a_closed_pipe_is_no_error(template: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "relmgr", "--home", str(template), "rules", "list", "--json"]
    ran = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for a child there")
def test_the_reminder_service_ends_when_told(book: Workspace) -> None:
    book.do(services.add_reminder, None, "call the branch", datetime(2020, 1, 1, tzinfo=UTC))
    command = [sys.executable, "-m", "relmgr", "--home", str(book.folder), "--lang", "en", "remind"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as service:
        assert service.stdout is not None
        assert b"call the branch" in service.stdout.readline()
        service.send_signal(signal.SIGINT)
        out, errors = service.communicate(timeout=30)
    assert service.returncode == 0
    assert b"1 reminders told" in out
    assert b"Traceback" not in errors


def test_json_is_utf8_whatever_the_locale(template: Path) -> None:
    command = [sys.executable, "-m", "relmgr", "--home", str(template), "--json", "today"]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    ran = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False)
    assert ran.returncode == 0
    assert "王磊" in ran.stdout.decode("utf-8")


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_completion_offers_commands_then_their_options(tmp_path: Path) -> None:
    script = relmgr("completion", "bash", home=tmp_path).stdout.decode()
    ask = 'COMP_WORDS=({words}); COMP_CWORD={last}; _relmgr; echo "${{COMPREPLY[@]}}"'
    for words, offered in (("relmgr --plain warni", "warnings warning"), ("relmgr week --to", "--to"),
                           ("relmgr rules sh", "show")):  # fmt: skip
        line = ask.format(words=words, last=len(words.split()) - 1)
        ran = subprocess.run(["bash", "-c", f"{script}\n{line}"], capture_output=True, timeout=30, check=True)
        assert ran.stdout.decode().split() == offered.split()
