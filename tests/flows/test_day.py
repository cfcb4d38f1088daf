"""One account manager's day in a real terminal, on a real encrypted demo book, as the README tells it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.terminal import Terminal

RELMGR = (sys.executable, "-m", "relmgr")


def said(home: Path, *arguments: str) -> Any:
    """Return what the command line says as JSON about the book the terminal works on."""
    done = subprocess.run(
        [*RELMGR, "--home", str(home), "--lang", "zh", *arguments, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a kept demo book."""
    folder = tmp_path_factory.mktemp("day") / "book"
    subprocess.run([*RELMGR, "demo", "--keep", str(folder)], check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.mark.parametrize(("columns", "rows"), [(100, 30), (80, 24)])
def test_a_day(home: Path, tmp_path: Path, columns: int, rows: int) -> None:
    """Find a client by initials, log a visit, acknowledge a warning, accept a tier change, export the week."""
    client = said(home, "book", "--limit", "1")[0]
    warnings = said(home, "warnings", "--open")
    waiting = [w for w in warnings if w["state"] in ("open", "acked")]
    pending = said(home, "tiers", "--pending")
    initials = said(home, "find", client["code"])[0]["code"]
    text = f"谈妥续授信，等三季报 {columns}"
    with Terminal(
        [*RELMGR, "--home", str(home), "--lang", "zh"], columns, rows, {"HOME": str(tmp_path)}
    ) as screen:
        screen.wait_for("今日")
        screen.settle()
        screen.send("ctrl+f")
        screen.settle()
        screen.send(initials, "enter")
        screen.settle()
        screen.send("v")
        screen.settle()
        screen.send(text, "ctrl+s")
        screen.wait_for("已保存")
        screen.send("4")
        screen.settle()
        screen.send(*["j"] * [w["state"] for w in waiting].index("open"), "a")
        screen.settle()
        screen.send("5")
        screen.settle()
        screen.send("a")
        screen.settle()
        screen.send("7")
        screen.settle()
        screen.send("w")
        screen.settle()
        screen.send("1")
        screen.settle()
        screen.send("enter")
        screen.wait_for("已写入")
    visits = said(home, "client", client["code"])["visits"]
    assert any(visit["summary"] == text for visit in visits)
    assert sum(w["state"] == "open" for w in said(home, "warnings", "--open")) == (
        sum(w["state"] == "open" for w in warnings) - 1
    )
    assert len(said(home, "tiers", "--pending")) == len(pending) - 1
    assert list(tmp_path.rglob("*.md")) or list(home.rglob("*.md"))
