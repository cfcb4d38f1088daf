"""The palettes as themes of Textual."""

from textual.theme import Theme

from relmgr.palettes import PALETTES, Palette


def _theme(name: str, palette: Palette) -> Theme:
    variables = dict(palette.meanings)
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
        variables=variables,
    )


THEMES = {name: _theme(name, palette) for name, palette in PALETTES.items()}
"""Setting's value to theme, in the order the palette walks through them."""
DEFAULT_VARIABLES = dict(PALETTES["dark"].meanings)
"""What a theme that is not ours gets."""
