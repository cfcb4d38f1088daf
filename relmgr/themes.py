"""Colours by meaning; severity after Okabe and Ito, so that no meaning rests on red against green.

Contrast on the background is at least 4.5:1 in dark and light and 7:1 in high contrast; every meaning also
has a word, a mark or an attribute, so the mono theme loses nothing.
"""

from textual.theme import Theme

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
}
_MONO = {
    name: "#E0E0E0" if "background" not in name else "#121212"
    for name in _DARK
} | {"cursor-background": "#E0E0E0", "cursor-foreground": "#121212", "blurred-background": "#303030"}  # fmt: skip


def _theme(name: str, variables: dict[str, str], ink: str, paper: str, primary: str, *, dark: bool) -> Theme:
    return Theme(
        name=f"relmgr-{name}",
        primary=primary,
        foreground=ink,
        background=paper,
        surface=variables["line-background"],
        panel=variables["line-background"],
        error=variables["severity-red"],
        warning=variables["severity-orange"],
        success=variables["done"],
        accent=variables["severity-blue"],
        dark=dark,
        variables=variables,
    )


THEMES = {
    "dark": _theme("dark", _DARK, "#E0E0E0", "#121416", "#56B4E9", dark=True),
    "light": _theme("light", _LIGHT, "#1A1A1A", "#FFFFFF", "#005A9C", dark=False),
    "contrast": _theme("contrast", _CONTRAST, "#FFFFFF", "#000000", "#8FD0F7", dark=True),
    "mono": _theme("mono", _MONO, "#E0E0E0", "#121212", "#E0E0E0", dark=True),
}
"""Setting's value to theme, in the order the palette walks through them."""
DEFAULT_VARIABLES = dict(_DARK)
"""What a theme that is not ours gets."""
