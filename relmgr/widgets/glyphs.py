"""Lines, bars and charts in characters that this terminal draws one cell wide.

Box and block characters have an ambiguous width (Unicode Annex 11, class A): one cell in most terminals, two in
those set up for East Asian text. `cli.glyph_probe` asks the terminal; until it has answered everything is ASCII.
Data and labels never contain such characters: `plain` gives what they are written with in their place.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

GlyphSet = Literal["unicode", "ascii"]

_RULE, _SIDE, _BAR, _STEP = "\u2500", "\u2502", "\u2588", "\u2550"
_SPELT = {
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2014": "-", "\u2013": "-", "\u2015": "-",
    "\u2026": "..", "\u00b7": ".", "\u2022": ".", "\u00d7": "x", "\u00f7": "/", "\u00b1": "+-", "\u00b0": "deg",
    "\u2192": ">", "\u2190": "<", "\u2191": "^", "\u2193": "v", "\u2260": "!=", "\u2264": "<=", "\u2265": ">=",
    "\u203b": "*", "\u25cf": "*", "\u25cb": "o", "\u25c6": "*", "\u25a0": "#", "\u25a1": "o", "\u25b2": "^",
    "\u25bc": "v", "\u2605": "*", "\u2606": "*", "\u221a": "v", "\u2030": "o/oo", "\u20ac": "EUR", "\u00a7": "S.",
    "\u2103": "C", "\u00ae": "(R)", "\u2219": ".",
}  # fmt: skip
"""How a character of ambiguous width is written in characters of one width, where that says the same."""

_glyphs: GlyphSet = "ascii"
_listeners: list[Callable[[], None]] = []


def use(glyphs: GlyphSet) -> None:
    """Draw with box characters from now on, or with ASCII only."""
    global _glyphs
    if glyphs != _glyphs:
        _glyphs = glyphs
        for forget in _listeners:
            forget()


def in_use() -> GlyphSet:
    """Return what lines are drawn with now."""
    return _glyphs


def when_changed(forget: Callable[[], None]) -> None:
    """Call `forget` when the characters change: what was fitted for the others is no longer right."""
    _listeners.append(forget)


def rule(width: int) -> str:
    """Return a horizontal line of `width` cells."""
    return (_RULE if _glyphs == "unicode" else "-") * max(0, width)


def titled(text: str, width: int = 0) -> str:
    """Return `-- text --`, or with a width a rule to the edge of the pane that begins with the text."""
    return f"{rule(2)} {text} {rule(width or 2)}"


def side() -> str:
    """Return the character of a vertical line."""
    return _SIDE if _glyphs == "unicode" else "|"


def bar(cells: int) -> str:
    """Return a bar `cells` long."""
    return (_BAR if _glyphs == "unicode" else "#") * max(0, cells)


def step(cells: int) -> str:
    """Return a step of a chart, `cells` long."""
    return (_STEP if _glyphs == "unicode" else "=") * max(0, cells)


def plain(text: str) -> str:
    """Return text without characters of ambiguous width, as far as the same can be said without them.

    Letters such as Greek and Cyrillic ones have no other spelling: they stay where the terminal draws them one
    cell wide and are `?` where lines are ASCII.
    """
    return text if text.isascii() else "".join(map(_spelt, text, (_glyphs,) * len(text)))


@lru_cache(maxsize=4096)
def _spelt(character: str, glyphs: GlyphSet) -> str:
    if unicodedata.east_asian_width(character) != "A":
        return character
    spelt = _SPELT.get(character) or unicodedata.normalize("NFKC", character)
    if spelt != character and not any(unicodedata.east_asian_width(one) == "A" for one in spelt):
        return spelt
    return character if glyphs == "unicode" else "?"
