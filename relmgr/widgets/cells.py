"""Text cut and padded by terminal cells, and made harmless: what a name may do to a line is nothing."""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len, set_cell_size

from relmgr.widgets import glyphs

_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_SKIN_TONES = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
"""Two cells after rich, none in terminals that join them with the face before."""


@lru_cache(maxsize=8192)
def harmless(text: str) -> str:
    """Return text on one line, without control, direction and joining characters that move the cursor.

    Characters that some terminals draw wider than others are spelt in ones of one width.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = (" " if ch in "\t\n\r" else ch for ch in text)
    seen = (ch for ch in kept if unicodedata.category(ch) not in _DROPPED and ch not in _SKIN_TONES)
    return glyphs.plain("".join(seen))


glyphs.when_changed(harmless.cache_clear)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Return harmless text in exactly `width` cells; a wide character is never cut in half.

    A figure (`right`) that does not fit is `###`, never a smaller figure.
    """
    clean = harmless(text)
    if right:
        missing = width - cell_len(clean)
        return " " * missing + clean if missing >= 0 else "#" * width
    return set_cell_size(clean, width)


def cut(text: str, width: int) -> str:
    """Return harmless text in at most `width` cells, not padded."""
    clean = harmless(text)
    return clean if cell_len(clean) <= width else set_cell_size(clean, width).rstrip()
