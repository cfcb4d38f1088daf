"""Colours by meaning; severity after Okabe and Ito, so that no meaning rests on red against green.

Contrast on the background is at least 4.5:1 in dark and light and 7:1 in high contrast; every meaning also
has a word, a mark or an attribute, so the mono theme, which sends no colour at all, loses nothing. The ansi
theme is made of the terminal's own sixteen colours, whose contrast is the terminal's affair. No more than
names and numbers: the first frame is painted with them before Textual is loaded, and `themes` makes Textual's
themes of them.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Palette(NamedTuple):
    """The colours of one theme: text, background and accent, and one for every meaning."""

    ink: str
    paper: str
    primary: str
    dark: bool
    meanings: Mapping[str, str]
    ansi: bool = False
    """Whether the colours are names of the terminal's own (`ansi_red`) rather than #rrggbb."""


_DARK = {
    "severity-red": "#FF6B4A",
    "severity-orange": "#E69F00",
    "severity-yellow": "#F0E442",
    "severity-blue": "#56B4E9",
    "done": "#2DBE8C",
    "muted": "#A0A6AD",
    "tier-a": "#8CCBFF",
    "tier-b": "#74B3E8",
    "tier-c": "#6AA0CE",
    "tier-d": "#8A9AAB",
    "cursor-background": "#24405C",
    "cursor-foreground": "#FFFFFF",
    "blurred-background": "#262B31",
    "line-background": "#1B1F24",
    "scrollbar": "#22485D",
    "scrollbar-background": "#000000",
}
_LIGHT = {
    "severity-red": "#B3261E",
    "severity-orange": "#8A4B00",
    "severity-yellow": "#6B5900",
    "severity-blue": "#005A9C",
    "done": "#00664A",
    "muted": "#555B61",
    "tier-a": "#00427A",
    "tier-b": "#0B5394",
    "tier-c": "#2A628F",
    "tier-d": "#4F6272",
    "cursor-background": "#CFE3F7",
    "cursor-foreground": "#000000",
    "blurred-background": "#E4E7EA",
    "line-background": "#EDEFF1",
    "scrollbar": "#8BAFCA",
    "scrollbar-background": "#E9E9E9",
}
_CONTRAST = {
    "severity-red": "#FF8A70",
    "severity-orange": "#FFB733",
    "severity-yellow": "#FFF27A",
    "severity-blue": "#8FD0F7",
    "done": "#5FE0B2",
    "muted": "#D0D0D0",
    "tier-a": "#FFFFFF",
    "tier-b": "#CFE8FF",
    "tier-c": "#B5D6F2",
    "tier-d": "#D0D0D0",
    "cursor-background": "#FFFFFF",
    "cursor-foreground": "#000000",
    "blurred-background": "#404040",
    "line-background": "#000000",
    "scrollbar": "#395362",
    "scrollbar-background": "#000000",
}
_MONO = dict.fromkeys(_DARK, "ansi_default")
"""The terminal's own ink and paper for everything: bold, underline and reverse say the rest."""
_ANSI = _MONO | {
    "severity-red": "ansi_red",
    "severity-orange": "ansi_yellow",
    "severity-yellow": "ansi_yellow",
    "severity-blue": "ansi_blue",
    "done": "ansi_green",
    "tier-a": "ansi_cyan",
    "tier-b": "ansi_cyan",
    "cursor-background": "ansi_blue",
    "cursor-foreground": "ansi_bright_white",
}

PALETTES = {
    "dark": Palette("#E0E0E0", "#121416", "#56B4E9", True, _DARK),
    "light": Palette("#1A1A1A", "#FFFFFF", "#005A9C", False, _LIGHT),
    "contrast": Palette("#FFFFFF", "#000000", "#8FD0F7", True, _CONTRAST),
    "mono": Palette("ansi_default", "ansi_default", "ansi_default", True, _MONO, ansi=True),
    "ansi": Palette("ansi_default", "ansi_default", "ansi_blue", True, _ANSI, ansi=True),
}
"""Setting's value to palette, in the order the command palette walks through them."""
