"""The palettes as themes of Textual."""

from textual.theme import Theme

from relmgr.palettes import PALETTES, Palette

_OWN_COLOURS = {
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_default",
    "input-selection-foreground": "ansi_default",
    "screen-selection-background": "ansi_default",
    "screen-selection-foreground": "ansi_default",
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "border-blurred": "ansi_default",
    "scrollbar": "ansi_default",
    "scrollbar-hover": "ansi_default",
    "scrollbar-active": "ansi_default",
    "scrollbar-background": "ansi_default",
    "scrollbar-background-hover": "ansi_default",
    "scrollbar-background-active": "ansi_default",
    "scrollbar-corner-color": "ansi_default",
}
"""What Textual would otherwise blend from the theme's colours, which a terminal's own cannot be."""
CURSOR = "cursor-attributes"
"""Variable with the attributes of the selected row: a row of no colour is turned round."""


def _theme(name: str, palette: Palette) -> Theme:
    variables = dict(palette.meanings) | {CURSOR: "bold reverse" if name == "mono" else "bold"}
    variables |= _OWN_COLOURS if palette.ansi else {}
    return Theme(
        name=f"relmgr-{name}",
        primary=palette.primary,
        foreground=palette.ink,
        background=palette.paper,
        surface=variables["line-background"],
        panel=variables["line-background"],
        error=variables["severity-red"],
        warning=variables["severity-orange"],
        success=variables["done"],
        accent=variables["severity-blue"],
        dark=palette.dark,
        ansi=palette.ansi,
        boost="ansi_default" if palette.ansi else None,
        secondary=palette.primary if palette.ansi else None,
        variables=variables,
    )


THEMES = {name: _theme(name, palette) for name, palette in PALETTES.items()}
"""Setting's value to theme, in the order the palette walks through them."""
DEFAULT_VARIABLES = dict(PALETTES["dark"].meanings) | {CURSOR: "bold"}
"""What a theme that is not ours gets."""
