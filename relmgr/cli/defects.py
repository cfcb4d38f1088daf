"""What is kept of a defect: where in our code it happened, and nothing a customer said or is called."""

import sys
import tempfile
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from relmgr import __version__
from relmgr.db.cipher import private
from relmgr.settings import data_folder


def write_down(error: BaseException, home: str | None, at: datetime) -> Path:
    """Write the frames and kinds of an unexpected error to a file and return its path; `at` names it.

    Messages and values are left out, because database and parse errors quote what they were given.
    """
    name = f"error-{at:%Y%m%d-%H%M%S-%f}.log"
    text = "\n".join((f"relmgr {__version__}, Python {sys.version}, {sys.platform}", *_chain(error)))
    folder = data_folder(home) / "errors"
    with suppress(OSError):
        if folder.parent.is_dir():
            folder.mkdir(exist_ok=True)
            private(folder)
            return _write(folder / name, text)
    return _write(Path(tempfile.mkdtemp(prefix="relmgr-")) / name, text)


def _chain(error: BaseException | None) -> list[str]:
    found: list[str] = []
    while error is not None:
        found.append(f"\n{type(error).__module__}.{type(error).__qualname__}")
        found.extend(line.rstrip() for line in traceback.format_tb(error.__traceback__))
        error = error.__cause__ or error.__context__
    return found


def _write(path: Path, text: str) -> Path:
    path.write_text(text + "\n", encoding="utf-8")
    private(path)
    return path
