"""What is loaded before the first paint: nothing heavy, checked in a fresh interpreter."""

import os
import subprocess
import sys

from relmgr.opening.last_place import NAME
from relmgr.workspace import Workspace

HEAVY = (
    "sqlalchemy",
    "sqlmodel",
    "pydantic",
    "alembic",
    "apscheduler",
    "openpyxl",
    "pypinyin",
    "holidays",
    "numpy",
    "lark",
)


def _loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_app_loads_nothing_heavy() -> None:
    """Importing the app and the door to the data brings none of the libraries that writing needs."""
    assert _loaded_by("import relmgr.app, relmgr.bootstrap, relmgr.workspace") == set()


def test_questions_load_nothing_heavy() -> None:
    """Every question module stays on plain SQL."""
    statement = (
        "import importlib, pkgutil, relmgr.queries as q\n"
        "for m in pkgutil.iter_modules(q.__path__): importlib.import_module(f'relmgr.queries.{m.name}')"
    )
    assert _loaded_by(statement) == set()


def test_the_domain_loads_nothing_but_the_standard_library() -> None:
    """No third-party module comes with the domain."""
    statement = (
        "import importlib, pkgutil, sys, relmgr.domain as d\n"
        "for m in pkgutil.iter_modules(d.__path__): importlib.import_module(f'relmgr.domain.{m.name}')\n"
        "outside = {m.partition('.')[0] for m in sys.modules} - set(sys.stdlib_module_names) - {'relmgr', '__main__'}\n"
        "outside = {m for m in outside if not m.startswith(('_', 'sitecustomize', 'distutils'))}\n"
        "assert not outside, outside"
    )
    assert _loaded_by(statement) == set()


def test_numpy_comes_only_when_a_card_is_fitted() -> None:
    """The command line with all its commands, the rulebook and what trains a card are imported without it."""
    statement = "import relmgr.cli.parser, relmgr.cli.training_text, relmgr.rulebook.card_validation"
    assert "numpy" not in _loaded_by(statement)


def test_every_module_does_without_the_optional_extra() -> None:
    """Where numpy is not installed all but the accelerator can be imported; openpyxl would take it where it is."""
    statement = (
        "import importlib, pkgutil, sys, relmgr\n"
        "sys.modules['numpy'] = None\n"
        "for m in pkgutil.walk_packages(relmgr.__path__, 'relmgr.'):\n"
        "    if m.name.endswith(('__main__', '.env')) or '.versions.' in m.name or '.columnar.' in m.name: continue\n"
        "    importlib.import_module(m.name)\n"
        "del sys.modules['numpy']"
    )
    assert "numpy" not in _loaded_by(statement)


FRAME = """
import os, sys
sys.argv = ["relmgr", "--home", sys.argv[1]]
from relmgr.opening.stage import Stage
def show(stage, picture):
    sys.stdout.write("loaded " + " ".join(sorted(sys.modules)))
    sys.stdout.flush()
    os._exit(0)
Stage.show = show
sys.modules["textual"] = None
sys.stdin.isatty = sys.stdout.isatty = lambda: True
from relmgr.cli import main
main()
"""
NOT_YET = (*HEAVY, "textual", "asyncio", "rich.console", "rich.text", "logging", "ssl", "socket", "sqlite3", "lark",
           "keyring", "icalendar", "cryptography", "uuid6", "filelock")  # fmt: skip
"""What the first frame does without; Textual brings asyncio and most of rich."""
MOST_OF_OURS, MOST_OF_ALL = 85, 250
"""Modules of relmgr, and modules in all, that may be loaded when the first frame is painted."""


def test_modules_loaded_at_the_first_paint(book: Workspace) -> None:
    """The first frame shows rows of an encrypted book with few modules, none of them heavy, and no Textual."""
    folder = book.folder
    (folder / NAME).write_text("clients", encoding="ascii")
    done = subprocess.run(
        [sys.executable, "-c", FRAME, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=os.environ | {"COLORTERM": "truecolor"},
    )
    loaded = set(done.stdout.rpartition("loaded ")[2].split()) - {"textual"}  # which is barred here
    assert {name for name in loaded if name in NOT_YET or name.partition(".")[0] in NOT_YET} == set()
    ours = {name for name in loaded if name.startswith("relmgr")}
    assert not {name for name in ours if name.startswith("relmgr.services.")}, "writing is not loaded"
    assert "relmgr.queries.clients" in ours, "the rows are real"
    assert len(ours) <= MOST_OF_OURS, sorted(ours)
    assert len(loaded) <= MOST_OF_ALL, sorted(loaded)
