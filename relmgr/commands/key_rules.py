"""Which keys may be bound: those that terminals send, that nobody else keeps, and that a slow line cannot fake."""

import re
import unicodedata
from string import ascii_lowercase, punctuation

NEVER = frozenset(
    {
        "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+left_square_bracket", "ctrl+enter", "shift+enter",
        "ctrl+space", "ctrl+at", "f10", "f11", "ctrl+a", "ctrl+b", "ctrl+c", "backspace",
    }
)  # fmt: skip
"""What terminals do not send, send as something else (Tab, Enter, Backspace, Esc), or keep for themselves: F10
and F11 open menus and the full screen, Ctrl+Space switches the input method, screen and tmux own Ctrl+A, Ctrl+B."""
NEVER_LIKE = re.compile(r"ctrl\+shift\+\w|alt\+.+|super\+.+|shift\+f\d+")
"""Windows Terminal keeps Ctrl+Shift+letter; a Mac writes a letter for Alt+letter; the rest few terminals send."""
ESCAPE_TAILS = frozenset("ABCDFHMOPQRS")
"""Last bytes of the sequences of arrow and function keys: a slow line that splits a sequence types them."""
TEXT_FIELD_KEYS = frozenset(
    {
        "alt+backspace", "backspace", "ctrl+a", "ctrl+backspace", "ctrl+c", "ctrl+d", "ctrl+e", "ctrl+k", "ctrl+left",
        "ctrl+pagedown", "ctrl+pageup", "ctrl+right", "ctrl+shift+a", "ctrl+u", "ctrl+v", "ctrl+w", "ctrl+x",
        "ctrl+y", "ctrl+z", "delete", "down", "end", "f6", "f7", "home", "left", "pagedown", "pageup", "right", "up",
    }
)  # fmt: skip
"""Keys that text fields use themselves (Textual 8.2.8)."""
READS = frozenset(
    {
        "find", "find.done", "filter", "segment", "sort", "sort.rev", "tab.prev", "tab.next", "left", "right",
        "preview", "copy", "reload", "why", "open", "mark", "mark.all", "contacts", "client.next", "client.prev",
        "client.find", "help", "palette", "menu", "back", "close", "privacy", "redraw", "zoom", "pane.next",
        "pane.prev", "calendar.today", "calendar.goto", "portfolio.rows", "portfolio.columns", "portfolio.asof",
        "settings.test", "columns",
    }
)  # fmt: skip
"""Commands that write nothing of the book, beside the places and the moves of the cursor."""

NAMED = {
    "space", "enter", "tab", "shift+tab", "escape", "delete", "insert", "up", "down", "left", "right", "home", "end",
    "pageup", "pagedown", "ctrl+up", "ctrl+down", "ctrl+left", "ctrl+right", "ctrl+home", "ctrl+end",
    "ctrl+pageup", "ctrl+pagedown", "ctrl+delete", "ctrl+backslash", "ctrl+underscore", "ctrl+right_square_bracket",
}  # fmt: skip
SHORTER = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Textual's names of signs whose Unicode name is longer."""
SPELLED = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown",
    "s-tab": "shift+tab", "spacebar": "space",
}  # fmt: skip


def reads_only(command_id: str) -> bool:
    """Tell whether a command writes nothing of the book, so that a key typed by a broken line does no harm."""
    return command_id in READS or command_id.startswith(("go.", "list."))


def name_of(sign: str) -> str:
    """Return the key name of one sign as Textual builds it: `.` is full_stop, letters and digits are themselves."""
    if sign.isalnum():
        return sign
    found = unicodedata.name(sign, sign).lower().replace("-", "_").replace(" ", "_")
    return SHORTER.get(found, found)


SIGN_OF = {name_of(sign): sign for sign in punctuation}
"""The names of the signs of a keyboard, each with its sign."""
SIGNS = frozenset(SIGN_OF)


def read_key(text: str) -> str | None:
    """Return the name of a key as people write it (`x`, `.`, `^G`, `Ctrl+g`, `F5`, `PgDn`), None for no key."""
    written = text if len(text) == 1 else text.strip()
    if len(written) == 1:
        return "space" if written == " " else name_of(written) if written.isascii() else written
    if written.startswith("^") and len(written) == 2:
        written = f"ctrl+{written[1]}"
    lowered = SPELLED.get(written.lower(), written.lower())
    return lowered if lowered in known_keys() else None


def known_keys() -> frozenset[str]:
    """Return the names of the keys that terminals send, signs and letters aside, and of the ones never bound."""
    f_keys = {f"f{n}" for n in range(1, 13)}
    return frozenset(NAMED | NEVER | SIGNS | f_keys | {f"ctrl+{letter}" for letter in ascii_lowercase})


def is_forbidden(key: str) -> bool:
    """Tell whether no command may have this key."""
    return key in NEVER or NEVER_LIKE.fullmatch(key) is not None
