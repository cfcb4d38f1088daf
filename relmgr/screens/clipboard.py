"""Copying out of the terminal: OSC 52 where it works, a program of this machine, or a file only its owner reads.

OSC 52 has no answer: nobody can know that a terminal took the text. Where it is not known to, the text is also
put into a file, and the person is told both. Limits: xterm's default of 100,000 bytes of base64, which is
74,994 bytes of text; GNU Screen takes escape sequences in pieces of at most 768 bytes.
"""

import asyncio
import base64
import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from relmgr import i18n
from relmgr.errors import Refused
from relmgr.widgets.cells import cut
from relmgr.widgets.terminal import Terminal
from relmgr.words import Words
from relmgr.workspace import Workspace

if TYPE_CHECKING:
    from relmgr.screens.host import Host

OSC52_LIMIT: Final = 74_994
"""Bytes of UTF-8 text that fit into the sequence every terminal with OSC 52 takes."""
SHOWN: Final = 40
"""Cells of the copied text that the message repeats."""
SCREEN_PIECE: Final = 760
PATIENCE: Final = 2.0
"""Seconds a clipboard program may take."""
PROGRAMS: Final = (
    ("pbcopy",),
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "-ib"),
    ("clip.exe",),
)
NEEDS: Final = {"wl-copy": "WAYLAND_DISPLAY", "xclip": "DISPLAY", "xsel": "DISPLAY"}

SENT = Words("已复制(OSC52)：{text}", "copied (OSC52): {text}")
SENT_AND_KEPT = Words("已复制(OSC52)：{text}；也存于 {path}", "copied (OSC52): {text}; also in {path}")
GIVEN = Words("已复制({program})：{text}", "copied ({program}): {text}")
KEPT = Words("已存于 {path}：{text}", "saved to {path}: {text}")
TOO_LONG = Words(
    "{size:,} 字节超过 OSC52 的上限 {limit:,}；全文存于 {path}",
    "{size:,} bytes are more than OSC52 takes ({limit:,}); all of it is in {path}",
)
NOT_KEPT = Words("{path} 写不进去：{why}", "{path} cannot be written: {why}")
NOTHING = Words("没有可复制的内容。", "There is nothing to copy.")

Said = tuple[Words, dict[str, object]]


def sequence(text: str, inside: str) -> str:
    """Return what puts text into the terminal's clipboard, wrapped so that tmux or screen hands it on.

    tmux takes the plain sequence where `set-clipboard` is on and the wrapped one where `allow-passthrough` is,
    so it is sent both; taking it twice does no harm.
    """
    plain = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    if inside == "tmux":
        return plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if inside == "screen":
        pieces = (plain[at : at + SCREEN_PIECE] for at in range(0, len(plain), SCREEN_PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return plain


def private_file(folder: Path) -> Path:
    """Return where copied text is kept: the folder the system empties at logout, else the given one."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return (Path(runtime) if runtime and os.access(runtime, os.W_OK) else folder) / "relmgr-copied.txt"


def keep(text: str, path: Path) -> None:
    """Write text into a file that only its owner can read; raises OSError."""
    with suppress(FileNotFoundError):
        path.unlink()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def program_here(terminal: Terminal) -> Sequence[str]:
    """Return the clipboard program of this machine; over SSH it would fill the clipboard of the wrong one."""
    if terminal.over_ssh:
        return ()
    for command in PROGRAMS:
        if os.environ.get(NEEDS.get(command[0], "PATH")) and shutil.which(command[0]):
            return command
    return ()


def give(text: str, command: Sequence[str]) -> bool:
    """Hand text to a clipboard program on its standard input; False when it did not take it."""
    try:
        done = subprocess.run(  # noqa: S603  the person's own setting, run without a shell
            list(command), input=text.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


@dataclass(frozen=True, slots=True)
class Clipboard:
    """Where copied text goes: `way` is a value of `looks.CLIPBOARD`, `command` a program of the person's own."""

    way: str
    terminal: Terminal
    file: Path
    command: Sequence[str] = ()

    def copy(self, text: str, write: Callable[[str], None]) -> Said:
        """Copy text and return what to say; `write` sends a sequence to the terminal. Raises Refused."""
        command = self.command or (program_here(self.terminal) if self.way in ("auto", "command") else ())
        if command and self.way in ("auto", "command") and give(text, command):
            return GIVEN, {"program": Path(command[0]).name}
        if self.way == "file":
            self._keep(text)
            return KEPT, {"path": self.file}
        if (size := len(text.encode())) > OSC52_LIMIT:
            self._keep(text)
            return TOO_LONG, {"size": size, "limit": OSC52_LIMIT, "path": self.file}
        write(sequence(text, self.terminal.inside))
        if self.way == "osc52" or self.terminal.takes_osc52:
            return SENT, {}
        self._keep(text)
        return SENT_AND_KEPT, {"path": self.file}

    def _keep(self, text: str) -> None:
        try:
            keep(text, self.file)
        except OSError as error:
            raise Refused(NOT_KEPT.fill(path=self.file, why=error.strerror or error)) from error


async def copy_out(app: "Host", text: str, shown: str) -> None:
    """Copy text by the way that is chosen, and say so with `shown` on one line."""
    if not text:
        app.tell(i18n.say(NOTHING))
        return
    looks, workspace = app.looks, app.workspace
    program = tuple(shlex.split(workspace.settings.clipboard_command))
    clipboard = Clipboard(looks["clipboard"], looks.here, private_file(workspace.folder), program)
    sequences: list[str] = []
    words, values = await asyncio.to_thread(clipboard.copy, text, sequences.append)
    if app._driver is not None:  # Textual's own way sends the plain sequence only
        for one in sequences:
            app._driver.write(one)
    app.tell(i18n.say(words, text=cut(shown.replace("\n", " "), SHOWN), **values))


def forget_file(workspace: Workspace) -> None:
    """Take the file of copied text away when relmgr is closed."""
    with suppress(OSError):
        private_file(workspace.folder).unlink()
