"""Asking the terminal how wide it draws box characters, once per terminal, without losing a typed key.

A box character is printed on the alternate screen and the cursor's column is asked for (`ESC[6n`, ECMA-48 DSR);
the answer `ESC[row;columnR` says whether it took one cell or two. The answer is kept in a small file beside the
settings, so that only the first start on a terminal asks.
"""

import contextlib
import json
import os
import re
import select
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from relmgr.widgets.glyphs import GlyphSet
from relmgr.widgets.terminal import Terminal

LONGEST: Final = 0.3
"""Seconds to wait for the answer; a terminal that gives none draws ASCII."""
QUESTION: Final = "\x1b[?1049h\x1b[2;2H\u2500\x1b[6n\r\x1b[K\x1b[?1049l"
"""Printed at row 2, column 2 of the alternate screen, so that nothing the person sees is overwritten."""
ANSWER: Final = re.compile(rb"\x1b\[(\d+);(\d+)R")
START: Final = 2


class Heard(NamedTuple):
    """What came of asking: how wide the character is, '' when it could not be asked, and what was typed meanwhile."""

    cells: str
    typed: bytes = b""


ONE, TWO, NO_ANSWER = "one", "two", "none"


def wanted(choice: str, terminal: Terminal, cells: str) -> GlyphSet:
    """Return what to draw with: as chosen, else by how many cells a box character was found to take."""
    if choice in ("unicode", "ascii"):
        return "unicode" if choice == "unicode" else "ascii"
    return "unicode" if cells == ONE and terminal.utf8 else "ascii"


def known_cells(terminal: Terminal, file: Path | None) -> str:
    """Return what was found on this terminal before, '' when it was never asked."""
    return str(_read(file).get(terminal.id, ""))


def keep_cells(terminal: Terminal, cells: str, file: Path | None) -> None:
    """Remember what was found; a folder that cannot be written only means that the next start asks again."""
    if file is None or not cells:
        return
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({**_read(file), terminal.id: cells}, indent=1), encoding="utf-8")


def answers_file(settings_file: Path | None) -> Path | None:
    """Return where the answers of terminals are kept: beside the settings."""
    return settings_file.parent / "terminals.json" if settings_file is not None else None


def may_ask(terminal: Terminal) -> bool:
    """Tell whether there is a terminal that understands the question."""
    return terminal.utf8 and not terminal.no_colour and sys.stdin.isatty() and sys.stdout.isatty()


def ask(longest: float = LONGEST) -> Heard:
    """Ask the terminal at standard input and output; it is left as it was found, whatever happens.

    When keys have been typed ahead nothing is asked now: the next start will.
    """
    if sys.platform == "win32":  # no such modes; Windows Terminal draws box characters one cell wide
        return Heard(ONE if "WT_SESSION" in os.environ else NO_ANSWER)
    import termios  # noqa: PLC0415  not on every system
    import tty  # noqa: PLC0415

    source, target = sys.stdin.fileno(), sys.stdout.fileno()
    try:
        before = termios.tcgetattr(source)
    except termios.error:
        return Heard("")
    try:
        tty.setraw(source, termios.TCSANOW)  # TCSANOW keeps what has been typed
        if select.select([source], [], [], 0)[0]:
            return Heard("")
        os.write(target, QUESTION.encode())
        return listen(lambda wait: _arriving(source, wait), longest)
    finally:
        termios.tcsetattr(source, termios.TCSANOW, before)


def listen(read: Callable[[float], bytes], longest: float = LONGEST) -> Heard:
    """Wait for the answer; `read(seconds)` returns what has arrived within so many."""
    heard, until = b"", time.monotonic() + longest
    while (left := until - time.monotonic()) > 0:
        heard += read(left)
        if found := ANSWER.search(heard):
            cells = {START + 1: ONE, START + 2: TWO}.get(int(found[2]), NO_ANSWER)
            return Heard(cells, heard[: found.start()] + heard[found.end() :])
    return Heard(NO_ANSWER, heard)


def _arriving(source: int, wait: float) -> bytes:
    ready, _, _ = select.select([source], [], [], wait)
    return os.read(source, 64) if ready else b""


def _read(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
