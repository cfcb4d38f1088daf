"""The terminal between the first frame and Textual: one alternate screen, and no key is lost or echoed."""

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any

from relmgr.opening.thrift import thrifty

if TYPE_CHECKING:
    from textual.driver import Driver

ENTER, LEAVE = "\x1b[?1049h", "\x1b[?1049l"
"""To the alternate screen, which both clear, and back (xterm, DECSET 1049)."""
HIDE, SHOW = "\x1b[?25l", "\x1b[?25h"
WRAP_OFF, WRAP_ON = "\x1b[?7l", "\x1b[?7h"


class Stage:
    """Sets the terminal up as Textual will, so that keys typed ahead wait unchanged, and puts it back at the end."""

    def __init__(self) -> None:
        """Leave the terminal alone until the stage is entered."""
        self._before: list[Any] | None = None
        self._in = sys.__stdin__.fileno() if sys.__stdin__ is not None else 0
        self._out = sys.__stderr__.fileno() if sys.__stderr__ is not None else 2
        self.is_open = False

    def __enter__(self) -> "Stage":
        """Take keys raw from now on: Enter stays Enter, and nothing is echoed into the frame."""
        import termios  # noqa: PLC0415  not on every system; where it is missing there is no stage

        try:
            self._before = termios.tcgetattr(self._in)
        except termios.error:
            return self
        raw = termios.tcgetattr(self._in)
        raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        raw[6][termios.VMIN] = 1
        termios.tcsetattr(self._in, termios.TCSANOW, raw)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Put the terminal back, if Textual has not done so."""
        if self._before is not None:
            import termios  # noqa: PLC0415

            termios.tcsetattr(self._in, termios.TCSANOW, self._before)
        if self.is_open:
            self._write(LEAVE + WRAP_ON + SHOW)
            self.is_open = False

    def show(self, picture: str) -> None:
        """Paint the first frame on the alternate screen, in one write."""
        self._write(ENTER + HIDE + WRAP_OFF + picture)
        self.is_open = True

    def driver(self) -> "type[Driver]":
        """Return a driver that goes on where the first frame stands, instead of clearing the screen."""
        from textual.drivers.linux_driver import LinuxDriver  # noqa: PLC0415  it comes after the first frame

        stage, before = self, self._before

        class GoingOn(LinuxDriver):
            """Textual's driver, which finds the alternate screen entered and the keys raw."""

            def write(self, data: str) -> None:
                """Write with few bytes, and clear no frame that stands."""
                if data == ENTER and stage.is_open:
                    stage.is_open = False
                    return
                super().write(thrifty(data))

            def start_application_mode(self) -> None:
                """Start, and remember how the terminal was before the first frame."""
                super().start_application_mode()  # type: ignore[no-untyped-call]
                self.attrs_before = before

        return GoingOn

    def _write(self, text: str) -> None:
        data = text.encode()
        while data:
            data = data[os.write(self._out, data) :]
