"""The command line run in process: on an empty book, on a lived-in demo book, with a clock that stands still."""

import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from relmgr import i18n
from relmgr.cli import main
from relmgr.cli.machine import Machine
from relmgr.clock import Clock, FixedClock
from relmgr.db.book import Home
from relmgr.demo_home import make_demo
from relmgr.settings import Settings
from tests.conftest import TODAY


@dataclass(frozen=True, slots=True)
class Ran:
    """What one call of the command line answered."""

    code: int
    out: str
    err: str


def standing_clock(zone: ZoneInfo) -> Clock:
    """Return a clock that stands at 10:00 on the day of the tests."""
    return FixedClock(TODAY, zone)


def nobody(question: str) -> str:
    """Fail, because nobody types in this test."""
    raise AssertionError(f"asked {question!r}")


@dataclass(slots=True)
class Shell:
    """Runs commands on one home, in Chinese unless the arguments say otherwise."""

    home: Path
    capture: pytest.CaptureFixture[str]
    machine: Machine = field(
        default_factory=lambda: Machine(
            lambda: False, lambda: False, nobody, nobody, lambda _s: None, standing_clock
        )
    )

    def __call__(self, *arguments: str, lang: str = "zh") -> Ran:
        """Run one command and return its exit code and what it printed."""
        self.capture.readouterr()
        code = main(["--home", str(self.home), "--lang", lang, *arguments], self.machine)
        said = self.capture.readouterr()
        return Ran(code, said.out, said.err)

    def typing(self, *answers: str) -> "Shell":
        """Return a shell at whose terminal somebody types these answers, visible or not."""
        queue = list(answers)

        def answer(_question: str) -> str:
            return queue.pop(0)

        machine = replace(self.machine, is_typed=lambda: True, ask=answer, ask_secret=answer)
        return Shell(self.home, self.capture, machine)


@pytest.fixture(autouse=True)
def _no_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the variables of the person who runs the tests out of them."""
    for name in ("RELMGR_HOME", "RELMGR_PASSPHRASE_FILE", "RELMGR_REMIND_COMMAND"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def bare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Return a shell whose home has no book."""
    return Shell(tmp_path / "home", capsys)


@pytest.fixture
def empty(template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Return a shell on a fresh book without clients."""
    shutil.copytree(template, tmp_path / "home")
    return Shell(tmp_path / "home", capsys)


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a demo book, made once per process."""
    folder = tmp_path_factory.mktemp("demo") / "home"
    i18n.use("zh")
    make_demo(Home(folder), Settings(), standing_clock(Settings().zone)).close()
    return folder


@pytest.fixture
def demo(demo_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Return a shell on a demo book of its own."""
    shutil.copytree(demo_template, tmp_path / "home")
    return Shell(tmp_path / "home", capsys)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Return a function that writes a text file and gives its path."""

    def to_file(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return to_file


def stdout_in(encoding: str) -> Any:
    """Return a text stream that knows only the characters of one encoding."""
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)
