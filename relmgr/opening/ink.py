"""Colours and attributes as escape sequences (ECMA-48 SGR), as Textual will send them for the same meanings."""

from collections.abc import Mapping

from relmgr.palettes import Palette
from relmgr.widgets.badges import STYLES
from relmgr.widgets.terminal import Colours

ATTRIBUTES = {"bold": "1", "underline": "4", "reverse": "7"}
NAMED = {"black": 0, "red": 1, "green": 2, "yellow": 3, "blue": 4, "magenta": 5, "cyan": 6, "white": 7}
TABLE: Mapping[str, tuple[str, str]] = {
    "table--header": ("muted", "bold"),
    "table--waiting": ("muted", ""),
    "table--mark": ("", "bold"),
}
"""Styles of the table that are no meanings: colour and attributes, as in relmgr.tcss."""


class Ink:
    """Writes runs of text in one theme on one terminal."""

    def __init__(self, palette: Palette, colours: Colours, *, turned: bool) -> None:
        """Take a palette; `turned` marks the cursor's row by turning its colours round, where there are none."""
        self._colours = colours
        meanings = palette.meanings
        self._meanings = meanings
        self._grounds = {
            "paper": (palette.ink, palette.paper, ""),
            "line": (palette.ink, meanings["line-background"], ""),
            "cursor": (
                meanings["cursor-foreground"],
                meanings["cursor-background"],
                "bold reverse" if turned else "bold",
            ),
            "thumb": (meanings["scrollbar"], palette.paper, "reverse"),
            "track": (palette.ink, meanings["scrollbar-background"], ""),
        }
        self._kept: dict[tuple[str, str], str] = {}

    def write(self, text: str, style: str, ground: str) -> str:
        """Return text in a style (`severity-red`, '') on a ground: paper, line, cursor, thumb or track."""
        if (codes := self._kept.get((style, ground))) is None:
            codes = self._kept[style, ground] = self._codes(style, ground)
        return f"\x1b[{codes}m{text}\x1b[0m" if codes else text

    def _codes(self, style: str, ground: str) -> str:
        front, back, attributes = self._grounds[ground]
        name, own = TABLE.get(style, (style, STYLES.get(style, "")))
        if ground != "cursor":
            front = self._meanings.get(name, front)
        words = dict.fromkeys(f"{attributes} {own}".split())
        codes = [ATTRIBUTES[word] for word in words]
        codes += [code for code in (self._colour(front, False), self._colour(back, True)) if code]
        return ";".join(codes)

    def _colour(self, colour: str, is_ground: bool) -> str:
        if self._colours == "none" or colour == "ansi_default":
            return ""
        if colour.startswith("ansi_"):
            bright = "bright_" in colour
            return str((90 if bright else 30) + NAMED[colour.rpartition("_")[2]] + (10 if is_ground else 0))
        if self._colours == "truecolor":
            red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
            return f"{48 if is_ground else 38};2;{red};{green};{blue}"
        return _nearest(colour, self._colours, is_ground)


def _nearest(colour: str, colours: Colours, is_ground: bool) -> str:
    from rich.color import Color, ColorSystem  # noqa: PLC0415  only where a terminal has few colours

    system = ColorSystem.EIGHT_BIT if colours == "256" else ColorSystem.STANDARD
    return ";".join(Color.parse(colour).downgrade(system).get_ansi_codes(foreground=not is_ground))
