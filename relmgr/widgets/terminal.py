"""What the environment says about the terminal: which one it is, how it is reached and what it can show."""

import locale
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

Colours = Literal["truecolor", "256", "16", "none"]

_EMULATORS = {"iTerm.app": "iTerm2", "Apple_Terminal": "macOS Terminal", "vscode": "VS Code"}
_TAKES_OSC52 = frozenset(
    {"WezTerm", "ghostty", "VS Code", "Windows Terminal", "kitty", "foot", "alacritty", "rio", "contour"}
)
"""Terminals that take text into the clipboard by OSC 52 as they are installed, after their own documentation."""
_PLAIN = frozenset({"dumb", "linux", "vt100", "vt220", "unknown", ""})
"""Values of TERM without colours or box characters one could rely on."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """One terminal as its environment describes it."""

    name: str
    """What it calls itself; the value of TERM where it does not."""
    is_known: bool
    """Whether the name is that of a program rather than a value of TERM."""
    over_ssh: bool
    inside: Literal["", "tmux", "screen"]
    """The multiplexer between relmgr and the terminal."""
    colours: Colours
    no_colour: bool
    """Whether NO_COLOR asks for none, or TERM promises none."""
    utf8: bool

    @property
    def takes_osc52(self) -> bool:
        """Tell whether it is known to take text into the clipboard; a multiplexer may swallow it."""
        return self.name in _TAKES_OSC52 and not self.inside

    @property
    def id(self) -> str:
        """Return what distinguishes it from other terminals, to remember how it draws."""
        return "/".join((self.name, self.inside or "-", "ssh" if self.over_ssh else "local"))


def terminal(environ: Mapping[str, str] | None = None) -> Terminal:
    """Return the terminal of this process."""
    env = os.environ if environ is None else environ
    term = env.get("TERM", "")
    program = env.get("TERM_PROGRAM") or env.get("LC_TERMINAL") or ""
    inside: Literal["", "tmux", "screen"] = "tmux" if "TMUX" in env else "screen" if "STY" in env else ""
    named = _named(env, term, "" if program == "tmux" else program)
    return Terminal(
        name=named or term or "-",
        is_known=bool(named),
        over_ssh="SSH_CONNECTION" in env or "SSH_TTY" in env,
        inside=inside,
        colours=_colours(env, term),
        no_colour=bool(env.get("NO_COLOR")) or term in _PLAIN,
        utf8=_utf8(env),
    )


def _named(env: Mapping[str, str], term: str, program: str) -> str:
    if "WT_SESSION" in env:
        return "Windows Terminal"
    if program:
        return _EMULATORS.get(program, program)
    for known in ("kitty", "foot", "alacritty", "ghostty", "wezterm", "rio", "contour"):
        if known in term:
            return known
    return ""


def _colours(env: Mapping[str, str], term: str) -> Colours:
    if term in _PLAIN:
        return "none"
    if env.get("COLORTERM", "").lower() in ("truecolor", "24bit") or "WT_SESSION" in env or "direct" in term:
        return "truecolor"
    return "256" if "256" in term else "16"


def _utf8(env: Mapping[str, str]) -> bool:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if value := env.get(name):
            return "utf" in value.lower()
    return "utf" in locale.getpreferredencoding(do_setlocale=False).lower()


@contextmanager
def hidden_no_color() -> Iterator[None]:
    """Hide NO_COLOR for a moment and put it back.

    Textual takes it out of the environment for good and answers it with greys; our mono theme sends no colour,
    and programs that are started from here must still find it.
    """
    kept = os.environ.pop("NO_COLOR", None)
    try:
        yield
    finally:
        if kept is not None:
            os.environ["NO_COLOR"] = kept
